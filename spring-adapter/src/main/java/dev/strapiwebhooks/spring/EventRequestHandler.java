package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.servlet.ServletExchange;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.HttpRequestHandler;

/**
 * Hands the event of a verified request to the dispatcher, and answers for it: here and not through an error page, which
 * security may guard. Thread-safe.
 */
final class EventRequestHandler implements HttpRequestHandler {
    private final EventDispatcher dispatcher;

    EventRequestHandler(EventDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        WebhookDelivery delivery = StrapiWebhooks.delivery(request);
        ServletExchange.answer(delivery.settle(dispatcher.outcome(delivery)), request, response);
    }
}
