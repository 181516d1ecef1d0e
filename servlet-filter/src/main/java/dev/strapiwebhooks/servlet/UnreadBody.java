package dev.strapiwebhooks.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * The rest of a body that nobody wants. After an answer Tomcat reads it to its end, waiting in a thread of the server for
 * a sender who may never send it; a few hundred such senders, of whom none has a key, would take every thread of the
 * application. In non-blocking mode Tomcat takes what is there and closes. Jetty and Undertow do that by themselves.
 */
final class UnreadBody {
    private static final String TOMCAT = "org.apache.catalina.";

    private UnreadBody() {}

    /**
     * Keeps the server from waiting for the rest.
     *
     * @return what ends the request, once its answer is written; empty where nothing is to be done
     */
    static Optional<AsyncContext> abandon(HttpServletRequest request) {
        if (!request.isAsyncSupported() || request.isAsyncStarted() || !isOfTomcat(request)) {
            return Optional.empty();
        }
        AsyncContext async;
        try {
            async = request.startAsync();
        } catch (IllegalStateException e) {
            return Optional.empty(); // something in front of this filter does not allow it after all
        }
        try {
            request.getInputStream().setReadListener(new IgnoringListener());
        } catch (IOException | RuntimeException e) {
            // The connection is broken already, or something in front of this filter has its own idea of the stream.
        }
        return Optional.of(async);
    }

    private static boolean isOfTomcat(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        return own.getClass().getName().startsWith(TOMCAT);
    }

    private static final class IgnoringListener implements ReadListener {
        @Override
        public void onDataAvailable() {
            // nobody wants it
        }

        @Override
        public void onAllDataRead() {
            // nobody waits for it
        }

        @Override
        public void onError(Throwable failure) {
            // the answer is on its way, and the connection ends with it
        }
    }
}
