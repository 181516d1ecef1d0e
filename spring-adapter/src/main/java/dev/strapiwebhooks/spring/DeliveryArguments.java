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
import org.springframework.web.server.ResponseStatusException;

/**
 * Makes a handler method's arguments of a verified delivery: the {@link StrapiEvent} or one of its subtypes, the {@link
 * WebhookDelivery}, and the entry for {@link StrapiEntry}. An event of another kind than the method asks for is answered
 * with status 422, and null where the parameter is {@code @Nullable}. For Spring MVC and WebFlux alike.
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
     * @throws ResponseStatusException with status 422 when the delivery has none of this kind
     */
    public static @Nullable Object resolve(MethodParameter parameter, WebhookDelivery delivery) {
        if (parameter.getParameterType() == Optional.class) {
            MethodParameter inner = parameter.nested();
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
        try {
            return entryEvent.entryAs(parameter.getParameterType());
        } catch (EventBindingException e) {
            throw new ResponseStatusException(UNPROCESSABLE, "the entry does not fit", e);
        }
    }

    private static @Nullable Object absent(MethodParameter parameter, String why) {
        if (parameter.isOptional() || hasNullableType(parameter)) {
            return null;
        }
        throw new ResponseStatusException(UNPROCESSABLE, why);
    }

    /** Spring 6 does not look at annotations of types, which is where JSpecify puts its {@code @Nullable}. */
    private static boolean hasNullableType(MethodParameter parameter) {
        return Arrays.stream(parameter.getParameter().getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
