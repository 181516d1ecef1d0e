package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.spring.StrapiEntry;
import dev.strapiwebhooks.spring.StrapiWebhook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** A WebFlux application with every kind of handler, each of which writes down what reaches it. */
@Configuration(proxyBeanMethods = false)
class HostileReactiveApplication {
    static final String PATHS = "/webhooks/strapi,/routed/strapi,/looks/strapi";

    /** Bodies that reached a handler. */
    static final List<String> REACHED = new CopyOnWriteArrayList<>();

    record Title(String title) {}

    @RestController
    static class Handlers {
        @PostMapping("/webhooks/strapi")
        String body(@RequestBody String body) {
            return reached(body);
        }

        @StrapiWebhook
        @PostMapping("/marked/string")
        Mono<String> marked(@RequestBody Mono<String> body) {
            return body.map(HostileReactiveApplication::reached);
        }

        @StrapiWebhook
        @PostMapping("/marked/map")
        String map(@RequestBody Map<String, Object> body) {
            return reached(String.valueOf(body.get("event")));
        }

        @PostMapping("/taking/event")
        String taking(StrapiEvent event) {
            return reached(event.name());
        }

        @PostMapping("/taking/optional")
        String optional(Optional<EntryEvent> event) {
            return reached(event.isPresent() ? event.get().name() : "none");
        }

        @PostMapping("/taking/entry")
        Mono<String> takingEntry(EntryEvent event, @StrapiEntry Title entry) {
            return Mono.fromSupplier(() -> reached(event.name() + " " + entry.title()));
        }
    }

    /** Another filter, behind the verifying one, that changes the path. */
    @Bean
    @Order(0)
    WebFilter rewriting() {
        return (exchange, chain) -> {
            String path = exchange.getRequest().getPath().value();
            return chain.filter(
                    path.contains("/rewritten/")
                            ? exchange.mutate()
                                    .request(request -> request.path(path.replace("/rewritten/", "/")))
                                    .build()
                            : exchange);
        };
    }

    @Bean
    @StrapiWebhook
    WebHandler markedHandler() {
        return new WebHandler() {
            @Override
            public Mono<Void> handle(ServerWebExchange exchange) {
                return DataBufferUtils.join(exchange.getRequest().getBody())
                        .doOnNext(buffer -> reached(text(buffer)))
                        .then();
            }
        };
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    @Bean
    SimpleUrlHandlerMapping handlerMapping(WebHandler markedHandler) {
        return new SimpleUrlHandlerMapping(Map.of("/handlers/web", markedHandler), -1);
    }

    /** Marked where the bean is made. */
    @Bean
    @StrapiWebhook
    HostileReactiveControllers.Plain markedBean() {
        return new HostileReactiveControllers.Plain();
    }

    @Bean
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(RequestPredicates.POST("/routed/strapi"), HostileReactiveApplication::answer)
                .andRoute(
                        request -> request.path().replaceAll("/+$", "").endsWith("/looks/strapi"),
                        HostileReactiveApplication::answer);
    }

    private static Mono<ServerResponse> answer(ServerRequest request) {
        return request.bodyToMono(String.class)
                .flatMap(body -> ServerResponse.ok().bodyValue(reached(body)));
    }

    static String reached(String body) {
        REACHED.add(body);
        return "reached";
    }
}
