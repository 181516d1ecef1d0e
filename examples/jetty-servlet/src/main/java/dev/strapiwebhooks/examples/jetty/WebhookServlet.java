package dev.strapiwebhooks.examples.jetty;

import dev.strapiwebhooks.event.EventHandler;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Behind the filter: every request that gets here is a verified event. */
final class WebhookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient EventHandler<StrapiEvent> handler;

    WebhookServlet(EventHandler<StrapiEvent> handler) {
        this.handler = handler;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            handler.handle(StrapiWebhooks.event(request));
        } catch (Exception e) {
            throw new ServletException(e); // the filter answers 500 and accepts a resend
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
