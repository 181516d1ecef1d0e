package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
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
        if (parameter.getParameterType() == WebhookDelivery.class) {
            return delivery;
        }
        if (parameter.getParameterType() == Optional.class
                && parameter.nested().getNestedParameterType() == WebhookDelivery.class) {
            return Optional.of(delivery);
        }
        StrapiEvent event = delivery.event();
        if (!EventArguments.isEntry(parameter) && !EventArguments.isEvent(parameter)) {
            throw new IllegalStateException(
                    "take the event itself, or an Optional of it, instead of " + parameter.getGenericParameterType());
        }
        if (!EventArguments.suits(parameter, event)) {
            throw new ResponseStatusException(UNPROCESSABLE, event + " is no " + parameter.getGenericParameterType());
        }
        return EventArguments.resolve(parameter, event);
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
                        .allMatch(parameter -> EventArguments.suits(parameter, delivery.event()));
    }
}
