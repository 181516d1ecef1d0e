package dev.strapiwebhooks.spring;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Answered;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.servlet.ServletExchange;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets only verified deliveries reach handlers on the webhook's paths and handlers marked with {@link StrapiWebhook}. It
 * verifies requests that no {@link StrapiWebhookPathFilter} has verified; then the body is read here, and a handler finds
 * it in {@link StrapiWebhooks#delivery} only. A handler that throws, or ends with a status of 500 or more, gives the
 * delivery back.
 *
 * <p>Thread-safe.
 */
public final class StrapiWebhookInterceptor implements HandlerInterceptor {
    private final WebhookEndpoint endpoint;
    private final WebhookPaths paths;
    /** Looking for annotations takes longer than the rest, and every request of the application comes by. */
    private final Map<Handler, Boolean> marked = new ConcurrentHashMap<>();

    /**
     * An interceptor to be registered for all paths; it looks at its own only.
     *
     * @param endpoint what judges the requests
     * @param paths where every request must be a webhook
     */
    public StrapiWebhookInterceptor(WebhookEndpoint endpoint, WebhookPaths paths) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.paths = requireNonNull(paths, "paths");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        boolean verified = StrapiWebhooks.find(request, endpoint).isPresent();
        if (verified || !(ServletPaths.match(paths, request) || isMarked(handler))) {
            return true;
        }
        Admission admission = ServletExchange.receive(endpoint, request);
        if (admission instanceof Answered answered) {
            ServletExchange.answer(answered.response(), request, response);
        }
        return admission instanceof WebhookDelivery;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        StrapiWebhooks.find(request, endpoint).ifPresent(delivery -> {
            if (failure == null || ServletExchange.isLostConnection(failure, response)) {
                delivery.completed(response.getStatus());
            } else {
                delivery.failed(failure);
            }
        });
    }

    /** Also behind a proxy of an interface, where the annotation is on the class only. */
    private boolean isMarked(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return false;
        }
        Class<?> type = AopUtils.getTargetClass(method.getBean());
        return marked.computeIfAbsent(new Handler(type, method.getMethod()), Handler::isMarked);
    }

    /** Not the handler method itself, which would keep each bean of a short scope. */
    private record Handler(Class<?> type, Method method) {
        boolean isMarked() {
            return AnnotatedElementUtils.hasAnnotation(method, StrapiWebhook.class)
                    || AnnotatedElementUtils.hasAnnotation(type, StrapiWebhook.class)
                    || AnnotatedElementUtils.hasAnnotation(
                            AopUtils.getMostSpecificMethod(method, type), StrapiWebhook.class);
        }
    }
}
