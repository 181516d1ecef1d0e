package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spring.EnableStrapiWebhooks;
import dev.strapiwebhooks.spring.StrapiWebhookPathFilter;
import dev.strapiwebhooks.spring.WebhookPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Three methods of one Spring MVC controller on Jetty; filter and interceptor guard the third. */
final class SpringTarget {
    private static final String VERIFIED = "/verified";

    private SpringTarget() {}

    static Server start() throws Exception {
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        WebhookEndpoint endpoint = Target.endpoint();
        spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("strapiEndpoint", endpoint));
        spring.register(Config.class, Controller.class);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new DispatcherServlet(spring)), "/");
        context.addFilter(
                new FilterHolder(new StrapiWebhookPathFilter(endpoint, WebhookPaths.of(List.of(VERIFIED)))),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        return JettyTarget.serve(context);
    }

    /** Spring MVC and the interceptor. */
    @Configuration
    @EnableWebMvc
    @EnableStrapiWebhooks(paths = VERIFIED)
    static class Config {
        @Bean
        BareHmac hmac() {
            return Target.HMAC;
        }
    }

    /** The same controller with and without verification. */
    @RestController
    @ResponseStatus(HttpStatus.NO_CONTENT)
    static class Controller {
        private static final String RESULT = "benchmark.result";

        private final BareHmac hmac;

        Controller(BareHmac hmac) {
            this.hmac = hmac;
        }

        @PostMapping("/read")
        void read(HttpServletRequest request) throws IOException {
            request.setAttribute(RESULT, request.getInputStream().readAllBytes());
        }

        @PostMapping("/hmac")
        void hmac(HttpServletRequest request) throws IOException {
            request.setAttribute(RESULT, hmac.compute(request.getInputStream().readAllBytes()));
        }

        @PostMapping("/hmac-and-tree")
        void hmacAndTree(HttpServletRequest request) throws IOException {
            request.setAttribute(
                    RESULT, Target.hmacAndTree(request.getInputStream().readAllBytes()));
        }

        @PostMapping(VERIFIED)
        void verified(StrapiEvent event, HttpServletRequest request) {
            request.setAttribute(RESULT, event);
        }
    }
}
