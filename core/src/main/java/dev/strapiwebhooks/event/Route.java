package dev.strapiwebhooks.event;

import java.util.function.Predicate;

/**
 * One registration of an {@link EventRouter}.
 *
 * @param rank how specific it is, 0 first
 * @param key what it stands for; a second registration of the same is an error
 * @param condition which events it takes
 * @param handler what it calls
 */
record Route(int rank, String key, Predicate<StrapiEvent> condition, EventHandler<StrapiEvent> handler) {
    boolean matches(StrapiEvent event) {
        return condition.test(event);
    }
}
