package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.StrapiWebhook;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

/** Controllers that are beans by a method, and not by themselves. */
final class HostileControllers {
    private HostileControllers() {}

    @Controller
    static class Plain {
        @PostMapping("/bean/marked")
        @ResponseBody
        String receive(@RequestBody String body) {
            return HostileApplication.reached(body);
        }
    }

    @Controller
    static class Scoped {
        @StrapiWebhook
        @PostMapping("/scoped/marked")
        @ResponseBody
        String receive(@RequestBody String body) {
            return HostileApplication.reached(body);
        }
    }
}
