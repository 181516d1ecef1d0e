package dev.strapiwebhooks.servlet;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates between servlets and an endpoint, for the filter and for adapters of frameworks that run on servlets. */
public final class ServletExchange {
    private ServletExchange() {}

    /**
     * Judges a request, reading its body. An accepted delivery is attached to the request, for {@link StrapiWebhooks}.
     *
     * @param endpoint what judges
     * @param request a request whose body nobody has read
     * @return a delivery, to be handled and reported on, or a refusal, to be answered
     */
    public static Admission receive(WebhookEndpoint endpoint, HttpServletRequest request) {
        Admission admission = endpoint.receive(new ServletRequestReader(request));
        if (admission instanceof WebhookDelivery delivery) {
            StrapiWebhooks.attach(request, delivery);
        } else {
            // Tomcat keeps the exception of a failed read there, and would show its stack trace to the sender.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        }
        return admission;
    }

    /**
     * A request whose body can be read, though it was read for verification. Handlers that go asynchronous report on the
     * delivery when they complete.
     *
     * @param request the request that was verified
     * @param response its response
     * @param delivery what was found
     * @return the request itself where its body is readable already
     */
    public static HttpServletRequest readable(
            HttpServletRequest request, HttpServletResponse response, WebhookDelivery delivery) {
        boolean isReadable = request instanceof VerifiedRequest
                || (request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(VerifiedRequest.class));
        return isReadable ? request : new VerifiedRequest(request, response, delivery);
    }

    /**
     * Writes an answer.
     *
     * @param answer the endpoint's answer
     * @param request the request
     * @param response a response that is not committed
     * @throws IOException when the connection fails
     * @throws ServletException when the request is an included one, whose status the container ignores: what was refused
     *     would look like success to the sender
     */
    public static void answer(WebhookResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            throw new ServletException("a Strapi webhook was included and gets status " + answer.status());
        }
        if (!answer.closesConnection() || !request.getProtocol().startsWith("HTTP/1")) { // no header of HTTP/2
            write(answer, response);
            return;
        }
        Optional<UnreadBody> rest = UnreadBody.of(request);
        try {
            response.setHeader("Connection", "close");
            write(answer, response);
            response.flushBuffer(); // now: a server may first wait for the rest of the body that nobody wants
        } finally {
            rest.ifPresent(UnreadBody::answered);
        }
    }

    private static void write(WebhookResponse answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.body();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * What became of a delivery behind this adapter.
     *
     * @param failure what came out of the handler; null when nothing did
     * @param response its response
     * @return the outcome, to settle with
     */
    public static Outcome outcome(@Nullable Throwable failure, HttpServletResponse response) {
        if (failure == null) {
            return Outcome.answered(response.getStatus());
        }
        return response.isCommitted() ? Outcome.threwAfter(response.getStatus(), failure) : Outcome.threw(failure);
    }
}
