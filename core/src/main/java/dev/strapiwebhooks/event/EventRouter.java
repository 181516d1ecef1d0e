package dev.strapiwebhooks.event;

import java.util.List;
import java.util.Optional;

/**
 * Hands each event to exactly one handler. The most specific registration wins: content type and action, content type,
 * event name, kind of event, and last the fallback, which everyone must give.
 *
 * <pre>{@code
 * EventRouter router = EventRouter.builder()
 *         .onEntry("api::article.article", EntryAction.PUBLISH, Article.class, (event, article) -> index(article))
 *         .on(MediaEvent.class, event -> purge(event.file().url()))
 *         .otherwise(event -> log.debug("not handled: {}", event));
 * }</pre>
 *
 * <p>Immutable and thread-safe; calls handlers on the caller's thread.
 */
public final class EventRouter implements EventHandler<StrapiEvent> {
    private final List<Route> routes;
    private final EventHandler<StrapiEvent> fallback;

    EventRouter(List<Route> routes, EventHandler<StrapiEvent> fallback) {
        this.routes = List.copyOf(routes);
        this.fallback = fallback;
    }

    /**
     * Starts a router.
     *
     * @return a builder, finished by {@link EventRouterBuilder#otherwise}
     */
    public static EventRouterBuilder builder() {
        return new EventRouterBuilder();
    }

    /**
     * Calls the one handler for an event.
     *
     * @param event the verified event
     * @throws Exception what the handler throws
     * @throws EventBindingException when an entry does not fit the registered class
     */
    @Override
    public void handle(StrapiEvent event) throws Exception {
        Optional<Route> route = routes.stream().filter(r -> r.matches(event)).findFirst();
        if (route.isPresent()) {
            route.get().handler().handle(event);
        } else {
            fallback.handle(event);
        }
    }

    /**
     * Handles events of one content type, with the entry as an object of the application.
     *
     * @param <T> the application's class for the entry
     */
    @FunctionalInterface
    public interface EntryHandler<T> {
        /**
         * Handles an event.
         *
         * @param event the verified event
         * @param entry its entry
         * @throws Exception when it could not be handled
         */
        void handle(EntryEvent event, T entry) throws Exception;
    }
}
