package dev.strapiwebhooks.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The rest of a body that nobody wants, behind an answer. Tomcat reads it to its end, waiting in a thread of the server for a
 * sender who may never send it; a few hundred such senders, of whom none has a key, would take every thread of the
 * application. In non-blocking mode Tomcat takes what is there and closes. Jetty closes at once, and a sender who is still
 * sending then sees a broken connection instead of the answer; so there the rest is discarded in non-blocking mode, which takes
 * a thread only while there is something to discard, and only for a time, up to a size, and for some senders at once. Undertow
 * needs neither.
 */
final class UnreadBody implements ReadListener, AsyncListener {
    private static final String TOMCAT = "org.apache.catalina.";
    private static final String JETTY = "org.eclipse.jetty.";
    /** Enough for an answer on its way to a sender far away, and a crowd's connections are soon gone. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final int CHUNK = 8192;
    /** Whoever is one too many is cut off, because connections take memory. */
    private static final Semaphore PLACES = new Semaphore(100);

    private final HttpServletRequest request;
    private final AsyncContext async;
    private final boolean discards;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long started = System.nanoTime();
    private long discarded;

    private UnreadBody(HttpServletRequest request, AsyncContext async, boolean discards) {
        this.request = request;
        this.async = async;
        this.discards = discards;
        if (discards) {
            async.setTimeout(LONGEST.toMillis());
            async.addListener(this);
        } else {
            boolean unused = listen();
        }
    }

    /**
     * Keeps the server from waiting for the rest, and from closing too early.
     *
     * @return what {@linkplain #answered ends} the request, once its answer is written; empty where nothing is to be done
     */
    static Optional<UnreadBody> of(HttpServletRequest request) {
        String server = serverOf(request);
        if (!request.isAsyncSupported() || request.isAsyncStarted() || server.isEmpty()) {
            return Optional.empty();
        }
        boolean discards = server.equals(JETTY) && PLACES.tryAcquire();
        try {
            return Optional.of(new UnreadBody(request, request.startAsync(), discards));
        } catch (IllegalStateException e) {
            if (discards) {
                PLACES.release();
            }
            return Optional.empty(); // something in front of this filter does not allow it after all
        }
    }

    private static String serverOf(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        String name = own.getClass().getName();
        return name.startsWith(TOMCAT) ? TOMCAT : name.startsWith(JETTY) ? JETTY : "";
    }

    /** Called when the answer is sent: the request ends now, or with the body, or with our patience. */
    void answered() {
        if (!discards || !listen()) {
            end();
        }
    }

    private boolean listen() {
        try {
            request.getInputStream().setReadListener(this);
            return true;
        } catch (IOException | RuntimeException e) {
            return false; // the connection is broken, or something in front of this filter has its own idea of the
            // stream
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream body = request.getInputStream();
        byte[] chunk = new byte[CHUNK];
        while (!ended.get() && body.isReady()) {
            int read = body.read(chunk);
            discarded += Math.max(read, 0);
            if (read < 0 || discarded > MOST_BYTES || System.nanoTime() - started > LONGEST.toNanos()) {
                end();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody starts it again
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (discards) {
            PLACES.release();
        }
        try {
            async.complete();
        } catch (IllegalStateException e) {
            return; // it is complete already
        }
    }
}
