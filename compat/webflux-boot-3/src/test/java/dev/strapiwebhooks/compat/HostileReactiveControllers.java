package dev.strapiwebhooks.compat;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

/** A controller that is a bean by a method, and not by itself. */
final class HostileReactiveControllers {
    private HostileReactiveControllers() {}

    @Controller
    static class Plain {
        @PostMapping("/bean/marked")
        @ResponseBody
        String receive(@RequestBody String body) {
            return HostileReactiveApplication.reached(body);
        }
    }
}
