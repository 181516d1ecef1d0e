package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.servlet.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Stands in front of every other handler adapter. It is the last line: a handler that is guarded and whose request nobody
 * has verified, because a mapping knows no interceptors, is verified here. And it gives every handler of a verified
 * delivery a request whose body can be read.
 *
 * <p>Thread-safe.
 */
final class StrapiWebhookHandlerAdapter implements HandlerAdapter, PriorityOrdered {
    private final ServletGuard guard;
    private final ObjectProvider<HandlerAdapter> adapters;
    private volatile @Nullable List<HandlerAdapter> all;

    StrapiWebhookHandlerAdapter(ServletGuard guard, ObjectProvider<HandlerAdapter> adapters) {
        this.guard = guard;
        this.adapters = adapters;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return next(handler) != null;
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        HandlerAdapter next = next(handler);
        if (next == null) {
            throw new IllegalStateException("no handler adapter supports " + handler.getClass());
        }
        boolean verifiedBefore = guard.delivery(request).isPresent();
        if (!guard.admits(request, response, handler)) {
            return null;
        }
        WebhookDelivery delivery = guard.delivery(request).orElse(null);
        if (delivery == null) {
            return next.handle(request, response, handler);
        }
        HttpServletRequest readable = readable(request, response, delivery);
        return verifiedBefore
                ? next.handle(readable, response, handler)
                : settled(delivery, readable, response, () -> next.handle(readable, response, handler));
    }

    /** Where no interceptor reports how the handler did. */
    private static @Nullable ModelAndView settled(
            WebhookDelivery delivery,
            HttpServletRequest request,
            HttpServletResponse response,
            Callable<@Nullable ModelAndView> handler)
            throws Exception {
        try {
            ModelAndView view = handler.call();
            if (!request.isAsyncStarted()) {
                delivery.completed(response.getStatus());
            }
            return view;
        } catch (Exception e) {
            if (ServletExchange.isLostConnection(e, response)) {
                delivery.completed(response.getStatus());
            } else {
                delivery.failed(e);
            }
            throw e;
        }
    }

    /** Router functions read the request that was made when the route was found. */
    private static HttpServletRequest readable(
            HttpServletRequest request, HttpServletResponse response, WebhookDelivery delivery) {
        HttpServletRequest readable = ServletExchange.readable(request, response, delivery);
        if (readable != request
                && request.getAttribute(RouterFunctions.REQUEST_ATTRIBUTE) instanceof ServerRequest routed) {
            request.setAttribute(
                    RouterFunctions.REQUEST_ATTRIBUTE, ServerRequest.create(readable, routed.messageConverters()));
        }
        return readable;
    }

    /** For Spring 6; gone in Spring 7, where nothing calls it. */
    @SuppressWarnings({"deprecation", "MissingOverride"})
    public long getLastModified(HttpServletRequest request, Object handler) {
        return -1;
    }

    /** Found at the first request, when every bean is there; the dispatcher keeps its list for ever, too. */
    private @Nullable HandlerAdapter next(Object handler) {
        List<HandlerAdapter> others = all;
        if (others == null) {
            others = adapters.orderedStream().filter(adapter -> adapter != this).toList();
            all = others;
        }
        for (HandlerAdapter adapter : others) {
            if (adapter.supports(handler)) {
                return adapter;
            }
        }
        return null;
    }
}
