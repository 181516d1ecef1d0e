package dev.strapiwebhooks.servlet;

import dev.strapiwebhooks.WebhookDelivery;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose body was read and verified: gives the verified bytes to whoever reads it, as often as they like. */
final class VerifiedRequest extends HttpServletRequestWrapper {
    private static final String JSON = "application/json";

    private final HttpServletResponse response;
    private final WebhookDelivery delivery;
    private volatile boolean startedAsync;

    VerifiedRequest(HttpServletRequest request, HttpServletResponse response, WebhookDelivery delivery) {
        super(request);
        this.response = response;
        this.delivery = delivery;
    }

    /** A new stream from the first byte on at each call, unlike a server's: keep the one you read from. */
    @Override
    public ServletInputStream getInputStream() {
        return new VerifiedBody(delivery.verified().body());
    }

    /** What is signed is UTF-8, whatever a header says that is not signed. */
    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    /** One type: the sender's header may name several, of which a server would look at the first. */
    @Override
    public String getContentType() {
        return JSON;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isContentType(name) ? JSON : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isContentType(name) ? Collections.enumeration(List.of(JSON)) : super.getHeaders(name);
    }

    /** Whether the handler went asynchronous; an outer filter that did so before us does not count. */
    boolean startedAsync() {
        return startedAsync;
    }

    /** With this wrapper, because a dispatch would otherwise see the container's request and its consumed body. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse ownResponse) {
        AsyncContext context = super.startAsync(request, ownResponse);
        startedAsync = true;
        context.addListener(new DeliveryReporter(delivery, response));
        return context;
    }

    private static boolean isContentType(String name) {
        return name.equalsIgnoreCase("Content-Type");
    }
}
