package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.event.UnknownEvent;
import dev.strapiwebhooks.spring.StrapiWebhook;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.util.StreamUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with every kind of handler, each of which writes down the bodies that reach it. */
@Configuration(proxyBeanMethods = false)
class HostileApplication {
    static final String PATHS =
            "/webhooks/strapi,/servlet/strapi,/catch/strapi,/routed/strapi,/looks/strapi,/folder/**";

    /** Bodies that reached a handler. */
    static final List<String> REACHED = new CopyOnWriteArrayList<>();

    @Controller
    static class Handlers {
        @PostMapping("/webhooks/strapi")
        @ResponseBody
        String body(@RequestBody String body) {
            return reached(body);
        }

        @StrapiWebhook
        @PostMapping("/marked/string")
        @ResponseBody
        String marked(@RequestBody String body) {
            return reached(body);
        }

        @StrapiWebhook
        @PostMapping("/marked/later")
        @ResponseBody
        Callable<String> later(@RequestBody byte[] body) {
            return () -> reached(new String(body, java.nio.charset.StandardCharsets.UTF_8));
        }

        @PostMapping("/taking/event")
        @ResponseBody
        String taking(StrapiEvent event) {
            return reached(event.name());
        }

        @PostMapping("/taking/optional")
        @ResponseBody
        String optional(Optional<UnknownEvent> event) {
            return reached(event.isPresent() ? event.get().name() : "none");
        }

        @StrapiWebhook
        @PostMapping("/marked/timeout")
        @ResponseBody
        DeferredResult<String> timeout(@RequestBody String body) {
            return new DeferredResult<>(50L, reached(body));
        }

        @PostMapping("/open/forward")
        void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
            dispatcher(request, "/webhooks/strapi").forward(request, response);
        }

        @PostMapping("/open/forward-to-marked")
        void forwardToMarked(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            dispatcher(request, "/marked/string").forward(request, response);
        }

        @PostMapping("/open/include")
        void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
            request.getRequestDispatcher("/servlet/strapi").include(request, response);
        }

        @PostMapping("/open/error")
        void error(HttpServletResponse response) throws IOException {
            response.sendError(418);
        }

        /** Of a handler of the same dispatcher servlet. */
        private static RequestDispatcher dispatcher(HttpServletRequest request, String path) {
            boolean prefixed = request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
            return request.getRequestDispatcher((prefixed ? request.getServletPath() : "") + path);
        }
    }

    @Bean("/handlers/http")
    MarkedHandler markedHandler() {
        return new MarkedHandler();
    }

    @StrapiWebhook
    static class MarkedHandler implements HttpRequestHandler {
        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reached(read(request));
        }
    }

    /** Marked where the bean is made. */
    @Bean
    @StrapiWebhook
    HostileControllers.Plain markedBean() {
        return new HostileControllers.Plain();
    }

    @Bean
    @Scope("request")
    HostileControllers.Scoped scopedController() {
        return new HostileControllers.Scoped();
    }

    @Bean
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(
                        RequestPredicates.POST("/routed/strapi"),
                        request -> ServerResponse.ok().body(reached(request.body(String.class))))
                .andRoute(
                        request -> request.path().replaceAll("/+$", "").endsWith("/looks/strapi"),
                        request -> ServerResponse.ok().body(reached(request.body(String.class))));
    }

    @Bean
    ServletRegistrationBean<HttpServlet> servletOfTheApplication() {
        return new ServletRegistrationBean<>(new OwnServlet(), "/servlet/strapi");
    }

    /** Routes by itself, as many frameworks do, and takes a slash at the end for nothing. */
    @Bean
    ServletRegistrationBean<HttpServlet> catchAll() {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(new OwnServlet(), "/catch/*");
        registration.setName("catchAll");
        return registration;
    }

    @Bean
    ServletRegistrationBean<HttpServlet> folder() {
        ServletRegistrationBean<HttpServlet> registration =
                new ServletRegistrationBean<>(new FolderServlet(), "/folder/*");
        registration.setName("folder");
        return registration;
    }

    static final class FolderServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reached(read(request));
        }
    }

    static final class OwnServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
            String below = request.getPathInfo() == null ? "" : request.getPathInfo();
            String path = included ? "/servlet/strapi" : (request.getServletPath() + below).replaceAll("/+$", "");
            if (path.endsWith("/strapi")) {
                reached(read(request));
            } else {
                response.sendError(404);
            }
        }
    }

    private static String read(HttpServletRequest request) throws IOException {
        return StreamUtils.copyToString(request.getInputStream(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static String reached(String body) {
        REACHED.add(body);
        return "reached";
    }
}
