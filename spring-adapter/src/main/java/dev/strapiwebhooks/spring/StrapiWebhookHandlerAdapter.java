package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookResponse;
import dev.strapiwebhooks.servlet.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Stands in front of every other handler adapter. It is the last line: a handler that is guarded and whose request nobody
 * has verified, because a mapping knows no interceptors, is verified here. And it gives every handler of a verified
 * delivery a request whose body can be read.
 *
 * <p>Thread-safe.
 */
final class StrapiWebhookHandlerAdapter implements HandlerAdapter, PriorityOrdered {
    private final ServletGuard guard;
    private final Map<ApplicationContext, List<HandlerAdapter>> adapters = new ConcurrentHashMap<>();

    StrapiWebhookHandlerAdapter(ServletGuard guard) {
        this.guard = guard;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** Only what is guarded: every other handler goes its usual way. */
    @Override
    public boolean supports(Object handler) {
        HttpServletRequest request = current();
        return request != null && guard.concerns(request, handler) && next(request, handler) != null;
    }

    private static @Nullable HttpServletRequest current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        HandlerAdapter next = next(request, handler);
        if (next == null) {
            throw new IllegalStateException("no handler adapter supports " + handler.getClass());
        }
        WebhookDelivery before = guard.delivery(request).orElse(null);
        if (!guard.admits(request, response, handler)) {
            return null;
        }
        WebhookDelivery delivery = guard.delivery(request).orElse(null);
        if (delivery == null) {
            return next.handle(request, response, handler);
        }
        if (!DeliveryArguments.suit(handler, delivery)) {
            ServletExchange.answer(delivery.settle(Outcome.ignored()), request, response);
            return null;
        }
        HttpServletRequest readable = readable(request, response, delivery);
        return delivery == before
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
                WebhookResponse unused = delivery.settle(ServletExchange.outcome(null, response));
            }
            return view;
        } catch (Exception | Error e) {
            WebhookResponse unused = delivery.settle(ServletExchange.outcome(e, response));
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

    /** In the context of the dispatcher servlet at work, of which there may be several. */
    private @Nullable HandlerAdapter next(HttpServletRequest request, Object handler) {
        ApplicationContext context = RequestContextUtils.findWebApplicationContext(request);
        List<HandlerAdapter> others =
                context == null ? List.of() : adapters.computeIfAbsent(context, StrapiWebhookHandlerAdapter::others);
        for (HandlerAdapter adapter : others) {
            if (adapter.supports(handler)) {
                return adapter;
            }
        }
        return null;
    }

    private static List<HandlerAdapter> others(ApplicationContext context) {
        List<HandlerAdapter> all = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerAdapter.class, true, false)
                        .values());
        all.removeIf(StrapiWebhookHandlerAdapter.class::isInstance);
        AnnotationAwareOrderComparator.sort(all);
        return List.copyOf(all);
    }
}
