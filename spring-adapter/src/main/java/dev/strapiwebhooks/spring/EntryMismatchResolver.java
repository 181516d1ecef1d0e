package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.servlet.ServletExchange;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers for an entry that does not fit its class, here and not through an error page, which security may guard. The
 * application's own exception handlers come first.
 */
final class EntryMismatchResolver implements HandlerExceptionResolver, Ordered {
    /** Behind the application's, which are at 0. */
    private static final int ORDER = 1;

    private final ServletGuard guard;

    EntryMismatchResolver(ServletGuard guard) {
        this.guard = guard;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        WebhookDelivery delivery = guard.delivery(request).orElse(null);
        Outcome outcome = Outcome.threw(failure);
        if (delivery == null || response.isCommitted() || outcome.verdict() != Verdict.DECLINED) {
            return null;
        }
        try {
            response.reset(); // a handler may have begun to write
            ServletExchange.answer(delivery.settle(outcome), request, response);
            return new ModelAndView(); // answered
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }
}
