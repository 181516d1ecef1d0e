package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.event.StrapiType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;

/**
 * What a method's parameters ask of an event: its kind, and the content type of the entry that is bound. For handlers and
 * listeners alike.
 */
final class EventArguments {
    private EventArguments() {}

    static boolean isEvent(MethodParameter parameter) {
        return StrapiEvent.class.isAssignableFrom(inner(parameter));
    }

    /** An entry by its annotation, or by its class, which says what it holds. */
    static boolean isEntry(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(StrapiEntry.class)
                || inner(parameter).isAnnotationPresent(StrapiType.class);
    }

    /** The content type whose entries may be bound; empty where every type's may. */
    static Optional<String> contentType(MethodParameter parameter) {
        StrapiEntry annotation = parameter.getParameterAnnotation(StrapiEntry.class);
        if (annotation != null && !annotation.value().isEmpty()) {
            return Optional.of(annotation.value());
        }
        return Optional.ofNullable(inner(parameter).getAnnotation(StrapiType.class))
                .map(StrapiType::value);
    }

    /** Whether a method with this parameter may be called for an event. */
    static boolean suits(MethodParameter parameter, StrapiEvent event) {
        return isOptional(parameter) || hasValue(parameter, event);
    }

    /** Whether the event has what is asked for. */
    static boolean hasValue(MethodParameter parameter, StrapiEvent event) {
        if (isEntry(parameter)) {
            return event instanceof EntryEvent entry
                    && contentType(parameter)
                            .map(uid -> entry.isOf(uid, Set.of(uid)))
                            .orElse(true);
        }
        return !isEvent(parameter) || inner(parameter).isInstance(event);
    }

    /** The argument; null, or an empty Optional, where the event does not have it. */
    static @Nullable Object resolve(MethodParameter parameter, StrapiEvent event) {
        Object value = !hasValue(parameter, event)
                ? null
                : isEntry(parameter) ? ((EntryEvent) event).entryAs(inner(parameter)) : event;
        return parameter.getParameterType() == Optional.class ? Optional.ofNullable(value) : value;
    }

    private static Class<?> inner(MethodParameter parameter) {
        return parameter.getParameterType() == Optional.class
                ? parameter.nested().getNestedParameterType()
                : parameter.getParameterType();
    }

    static boolean isOptional(MethodParameter parameter) {
        return parameter.isOptional() || hasNullableType(parameter);
    }

    /** Spring 6 does not look at annotations of types, which is where JSpecify puts its {@code @Nullable}. */
    private static boolean hasNullableType(MethodParameter parameter) {
        return Arrays.stream(parameter.getParameter().getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
