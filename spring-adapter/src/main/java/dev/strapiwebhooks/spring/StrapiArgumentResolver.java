package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives handler methods of Spring MVC what {@link DeliveryArguments} makes of a verified delivery. On a request that was
 * not verified it throws, so that a handler outside every guard fails closed. Registered by itself, but for MockMvc in its
 * standalone form.
 */
public final class StrapiArgumentResolver implements HandlerMethodArgumentResolver {
    /** A resolver; it holds no state. */
    public StrapiArgumentResolver() {}

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return GuardedHandlers.isOfDelivery(parameter);
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
        return DeliveryArguments.resolve(parameter, StrapiWebhooks.delivery(http));
    }
}
