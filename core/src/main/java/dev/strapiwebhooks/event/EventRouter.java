package dev.strapiwebhooks.event;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.event.EventRouter.EntryHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * @return a builder, finished by {@link Builder#otherwise}
     */
    public static Builder builder() {
        return new Builder();
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

    /** Collects the handlers of an {@link EventRouter}. Registering the same thing twice throws. Not thread-safe. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private final Set<String> uids = new HashSet<>();
        private boolean finished;

        Builder() {}

        /**
         * Handles all events of a kind that no more specific registration takes.
         *
         * @param type for example {@link MediaEvent}
         * @param handler called with each
         * @param <E> kind of event
         * @return this builder
         */
        public <E extends StrapiEvent> Builder on(Class<E> type, EventHandler<? super E> handler) {
            requireNonNull(handler, "handler");
            if (type == StrapiEvent.class) {
                throw new IllegalArgumentException("for all other events there is otherwise()");
            }
            return add(new Route(
                    3,
                    "events of " + type.getSimpleName(),
                    type::isInstance,
                    event -> handler.handle(type.cast(event))));
        }

        /**
         * Handles the events of a name, custom ones included.
         *
         * @param eventName for example {@code order.shipped}
         * @param handler called with each
         * @return this builder
         */
        public Builder on(String eventName, EventHandler<StrapiEvent> handler) {
            requireNonNull(handler, "handler");
            requireNonNull(eventName, "eventName");
            return add(new Route(2, "event " + eventName, event -> event.name().equals(eventName), handler));
        }

        /**
         * Handles what happens to the entries of a content type, with the entry bound to a class.
         *
         * @param uid for example {@code api::article.article}. Strapi 4 sends no uid with publish and unpublish; such an event
         *     is taken for this type when its model is the uid's last part and no other registered uid ends like that
         * @param type class or record for the entry; deletes and bulk actions carry scalars only, so relations must be
         *     optional in it
         * @param handler called with each
         * @param <T> that type
         * @return this builder
         */
        public <T> Builder onEntry(String uid, Class<T> type, EntryHandler<? super T> handler) {
            return onEntry(1, uid, null, type, handler);
        }

        /**
         * Handles one action on the entries of a content type.
         *
         * @param uid as above
         * @param action the action
         * @param type class or record for the entry
         * @param handler called with each
         * @param <T> that type
         * @return this builder
         */
        public <T> Builder onEntry(String uid, EntryAction action, Class<T> type, EntryHandler<? super T> handler) {
            return onEntry(0, uid, requireNonNull(action, "action"), type, handler);
        }

        /**
         * Handles one action on the entries of the content type that a class names with {@link StrapiType}, as generated ones do.
         *
         * <pre>{@code
         * .on(Article.class, EntryAction.PUBLISH, (event, article) -> index(article))
         * }</pre>
         *
         * @param type class or record for the entry
         * @param action the action
         * @param handler called with each
         * @param <T> that type
         * @return this builder
         * @throws IllegalArgumentException when the class names no content type
         */
        public <T> Builder on(Class<T> type, EntryAction action, EntryHandler<? super T> handler) {
            StrapiType annotation = type.getAnnotation(StrapiType.class);
            if (annotation == null) {
                throw new IllegalArgumentException(type.getName()
                        + " names no content type; annotate it with @StrapiType(…)" + " or register it with onEntry");
            }
            return onEntry(annotation.value(), action, type, handler);
        }

        /**
         * Says what happens to every other event, and finishes the router: this builder takes no more registrations.
         *
         * @param fallback called with each event that has no handler
         * @return the router
         */
        public EventRouter otherwise(EventHandler<StrapiEvent> fallback) {
            finished = true;
            List<Route> ordered = new ArrayList<>(routes);
            ordered.sort(Comparator.comparingInt(Route::rank));
            return new EventRouter(ordered, requireNonNull(fallback, "fallback"));
        }

        private <T> Builder onEntry(
                int rank, String uid, @Nullable EntryAction action, Class<T> type, EntryHandler<? super T> handler) {
            requireNonNull(handler, "handler");
            requireNonNull(type, "type");
            EntryEvent.requireUid(uid);
            add(new Route(
                    rank,
                    "entries of " + uid + (action == null ? "" : ", " + action),
                    event -> event instanceof EntryEvent entry
                            && (action == null || entry.action() == action)
                            && entry.isOf(uid, uids),
                    event -> {
                        EntryEvent entry = (EntryEvent) event;
                        handler.handle(entry, entry.entryAs(type));
                    }));
            uids.add(uid);
            return this;
        }

        private Builder add(Route route) {
            if (finished) {
                throw new IllegalStateException(
                        "the router is finished; register " + route.key() + " before otherwise()");
            }
            if (!keys.add(route.key())) {
                throw new IllegalStateException(route.key() + " have a handler already");
            }
            routes.add(route);
            return this;
        }
    }
}
