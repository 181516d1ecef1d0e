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
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** One Spring MVC controller on Jetty, in two applications: without this library, and behind its filter and interceptor. */
final class SpringTarget {
    private static final String VERIFIED = "/verified";

    private SpringTarget() {}

    static Server start() throws Exception {
        WebhookEndpoint endpoint = Target.endpoint();
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(dispatcher(PlainConfig.class, endpoint)), "/");
        context.addServlet(new ServletHolder(dispatcher(WebhookConfig.class, endpoint)), VERIFIED);
        context.addFilter(
                new FilterHolder(new StrapiWebhookPathFilter(endpoint, WebhookPaths.of(List.of(VERIFIED)))),
                VERIFIED,
                EnumSet.of(DispatcherType.REQUEST));
        return JettyTarget.serve(context);
    }

    private static DispatcherServlet dispatcher(Class<?> config, WebhookEndpoint endpoint) {
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("strapiEndpoint", endpoint));
        spring.register(config, Controller.class);
        return new DispatcherServlet(spring);
    }

    /** Spring MVC alone. */
    @Configuration
    @EnableWebMvc
    static class PlainConfig {}

    /** Spring MVC with the interceptor. */
    @Configuration
    @EnableWebMvc
    @EnableStrapiWebhooks(paths = VERIFIED)
    static class WebhookConfig {}

    /** The same controller with and without verification. */
    @RestController
    @ResponseStatus(HttpStatus.NO_CONTENT)
    static class Controller {
        private static final String RESULT = "benchmark.result";

        @PostMapping("/read")
        void read(HttpServletRequest request) throws IOException {
            request.setAttribute(RESULT, request.getInputStream().readAllBytes());
        }

        @PostMapping("/hmac")
        void hmac(HttpServletRequest request) throws IOException {
            request.setAttribute(
                    RESULT, Target.HMAC.compute(request.getInputStream().readAllBytes()));
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
