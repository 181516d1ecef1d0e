package dev.strapiwebhooks.inspector.listen;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.inspector.delivery.HeaderLine;
import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Takes down a request before anybody has judged it. Strangers can send what they like, so there are limits to the size, to
 * the time, and to how many are read at once. Thread-safe.
 */
final class RequestRecorder {
    private static final int MOST_AT_ONCE = 16;
    private static final int CHUNK = 16 * 1024;

    private final WebhookEndpoint endpoint;
    private final Clock clock;
    private final Semaphore reading = new Semaphore(MOST_AT_ONCE);

    RequestRecorder(WebhookEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** Empty when too many are being read. A body that is too large, or too slow, is not kept. */
    Optional<RecordedDelivery> record(HttpServletRequest request) {
        if (!reading.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(record(request, body(request)));
        } finally {
            reading.release();
        }
    }

    RecordedDelivery withoutBody(HttpServletRequest request) {
        return record(request, new byte[0]);
    }

    private RecordedDelivery record(HttpServletRequest request, byte[] body) {
        List<HeaderLine> headers = ServletContextRequest.getServletContextRequest(request).getHeaders().stream()
                .map(field -> new HeaderLine(field.getName(), String.valueOf(field.getValue())))
                .toList();
        return new RecordedDelivery(request.getMethod(), request.getRequestURI(), headers, body, clock.instant());
    }

    private byte[] body(HttpServletRequest request) {
        if (request.getContentLengthLong() > endpoint.maxBodySize()) {
            return new byte[0];
        }
        long end = System.nanoTime() + endpoint.bodyTimeout().toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = request.getInputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                body.write(chunk, 0, read);
                if (body.size() > endpoint.maxBodySize() || System.nanoTime() > end) {
                    break; // the endpoint sees that it is too large, or shorter than declared
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            return body.toByteArray();
        }
    }
}
