package dev.strapiwebhooks.event;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.event.EventRouter.EntryHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the handlers of an {@link EventRouter}. Registering the same thing twice throws. Not thread-safe. */
public final class EventRouterBuilder {
    private final List<Route> routes = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> uids = new HashSet<>();
    private boolean finished;

    EventRouterBuilder() {}

    /**
     * Handles all events of a kind that no more specific registration takes.
     *
     * @param type for example {@link MediaEvent}
     * @param handler called with each
     * @param <E> kind of event
     * @return this builder
     */
    public <E extends StrapiEvent> EventRouterBuilder on(Class<E> type, EventHandler<? super E> handler) {
        requireNonNull(handler, "handler");
        if (type == StrapiEvent.class) {
            throw new IllegalArgumentException("for all other events there is otherwise()");
        }
        return add(new Route(
                3, "events of " + type.getSimpleName(), type::isInstance, event -> handler.handle(type.cast(event))));
    }

    /**
     * Handles the events of a name, custom ones included.
     *
     * @param eventName for example {@code order.shipped}
     * @param handler called with each
     * @return this builder
     */
    public EventRouterBuilder on(String eventName, EventHandler<StrapiEvent> handler) {
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
    public <T> EventRouterBuilder onEntry(String uid, Class<T> type, EntryHandler<? super T> handler) {
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
    public <T> EventRouterBuilder onEntry(
            String uid, EntryAction action, Class<T> type, EntryHandler<? super T> handler) {
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
    public <T> EventRouterBuilder on(Class<T> type, EntryAction action, EntryHandler<? super T> handler) {
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

    private <T> EventRouterBuilder onEntry(
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

    private EventRouterBuilder add(Route route) {
        if (finished) {
            throw new IllegalStateException("the router is finished; register " + route.key() + " before otherwise()");
        }
        if (!keys.add(route.key())) {
            throw new IllegalStateException(route.key() + " have a handler already");
        }
        routes.add(route);
        return this;
    }
}
