package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventBindingException;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.server.ResponseStatusException;

/**
 * Gives handler methods the verified {@link StrapiEvent} or one of its subtypes, the {@link WebhookDelivery}, and the
 * entry for {@link StrapiEntry}. An event of another kind than the method asks for is answered with status 422, and null
 * where the parameter is {@code @Nullable}. On a request that was not verified it throws, so that a forgotten path fails
 * closed.
 */
public final class StrapiArgumentResolver implements HandlerMethodArgumentResolver {
    private static final HttpStatusCode UNPROCESSABLE = HttpStatusCode.valueOf(422);

    /** A resolver; it holds no state. */
    public StrapiArgumentResolver() {}

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return StrapiEvent.class.isAssignableFrom(type)
                || type == WebhookDelivery.class
                || parameter.hasParameterAnnotation(StrapiEntry.class);
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        if (http == null) {
            throw new IllegalStateException("Strapi webhooks arrive by HTTP only");
        }
        WebhookDelivery delivery = StrapiWebhooks.delivery(http);
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
