package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.HttpRequestHandler;

/**
 * Publishes each verified event to the application, so that {@code @EventListener void on(EntryEvent event)} works without
 * a controller. A listener that throws makes the delivery fail; asynchronous listeners cannot.
 */
public final class EventPublisher implements HttpRequestHandler {
    private final ApplicationEventPublisher publisher;

    /**
     * A handler to be mapped to the webhook's paths.
     *
     * @param publisher the application
     */
    public EventPublisher(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
        publisher.publishEvent(StrapiWebhooks.event(request));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
