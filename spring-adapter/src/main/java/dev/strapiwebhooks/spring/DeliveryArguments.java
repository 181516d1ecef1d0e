package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventBindingException;
import dev.strapiwebhooks.event.StrapiEvent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;

/**
 * Makes a handler method's arguments of a verified delivery: the {@link StrapiEvent} or one of its subtypes, the {@link
 * WebhookDelivery}, and the entry for {@link StrapiEntry}. A method that asks for another kind of event is not called for
 * this one, unless the parameter is {@code @Nullable}; then it is null. For Spring MVC and WebFlux alike.
 */
public final class DeliveryArguments {
    private static final HttpStatusCode UNPROCESSABLE = HttpStatusCode.valueOf(422);

    private DeliveryArguments() {}

    /**
     * One argument.
     *
     * @param parameter one that {@link GuardedHandlers#isOfDelivery} knows
     * @param delivery what was verified
     * @return the argument
     * @throws EventBindingException when the entry does not fit
     * @throws ResponseStatusException with status 422 when the delivery has none of this kind
     */
    public static @Nullable Object resolve(MethodParameter parameter, WebhookDelivery delivery) {
        if (parameter.getParameterType() == Optional.class) {
            MethodParameter inner = parameter.nested();
            if (parameter.hasParameterAnnotation(StrapiEntry.class)) {
                return delivery.event() instanceof EntryEvent entry
                        ? Optional.of(entry.entryAs(inner.getNestedParameterType()))
                        : Optional.empty();
            }
            boolean suits = inner.getNestedParameterType().isInstance(delivery.event());
            return inner.getNestedParameterType() == WebhookDelivery.class
                    ? Optional.of(delivery)
                    : Optional.of(delivery.event()).filter(event -> suits);
        }
        if (parameter.getParameterType() == WebhookDelivery.class) {
            return delivery;
        }
        return parameter.hasParameterAnnotation(StrapiEntry.class)
                ? entry(parameter, delivery.event())
                : event(parameter, delivery.event());
    }

    /**
     * Whether a handler wants a delivery at all.
     *
     * @param handler any
     * @param delivery what was verified
     * @return false for a method that asks for another kind of event
     */
    public static boolean suit(Object handler, WebhookDelivery delivery) {
        return !(handler instanceof HandlerMethod method)
                || Arrays.stream(method.getMethodParameters())
                        .allMatch(parameter -> suits(parameter, delivery.event()));
    }

    private static boolean suits(MethodParameter parameter, StrapiEvent event) {
        boolean missing = parameter.hasParameterAnnotation(StrapiEntry.class)
                ? !(event instanceof EntryEvent)
                : StrapiEvent.class.isAssignableFrom(parameter.getParameterType())
                        && !parameter.getParameterType().isInstance(event);
        return !missing || isOptional(parameter);
    }

    private static @Nullable Object event(MethodParameter parameter, StrapiEvent event) {
        if (parameter.getParameterType().isInstance(event)) {
            return event;
        }
        if (!StrapiEvent.class.isAssignableFrom(parameter.getParameterType())) {
            throw new IllegalStateException(
                    "take the event itself, or an Optional of it, instead of " + parameter.getGenericParameterType());
        }
        return absent(
                parameter, event + " is no " + parameter.getParameterType().getSimpleName());
    }

    private static @Nullable Object entry(MethodParameter parameter, StrapiEvent event) {
        if (!(event instanceof EntryEvent entryEvent)) {
            return absent(parameter, event + " has no entry");
        }
        return entryEvent.entryAs(parameter.getParameterType());
    }

    private static @Nullable Object absent(MethodParameter parameter, String why) {
        if (isOptional(parameter)) {
            return null;
        }
        throw new ResponseStatusException(UNPROCESSABLE, why);
    }

    private static boolean isOptional(MethodParameter parameter) {
        return parameter.isOptional() || hasNullableType(parameter);
    }

    /** Spring 6 does not look at annotations of types, which is where JSpecify puts its {@code @Nullable}. */
    private static boolean hasNullableType(MethodParameter parameter) {
        return Arrays.stream(parameter.getParameter().getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
