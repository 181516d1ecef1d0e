package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Takes down a request before anybody has judged it. Strangers can send what they like, so there are limits to the size, to
 * the time, and to how many are read at once, of all and of one client. Thread-safe.
 */
final class RequestRecorder {
    private static final int MOST_AT_ONCE = 32;
    /** A quarter; Strapi sends five at once. */
    private static final int MOST_OF_ONE_CLIENT = MOST_AT_ONCE / 4;

    /** As Strapi waits no longer. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(10);

    private static final int CHUNK = 16 * 1024;

    private final WebhookEndpoint endpoint;
    private final Clock clock;
    private final Readers readers = new Readers(MOST_AT_ONCE, MOST_OF_ONE_CLIENT);

    RequestRecorder(WebhookEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** Empty when too many are being read, or too many of this client. A body that is too large, or too slow, is not kept. */
    Optional<RecordedDelivery> record(HttpServletRequest request) {
        InetAddress client = client(request);
        if (!readers.enter(client)) {
            return Optional.empty();
        }
        try {
            return Optional.of(record(request, body(request)));
        } finally {
            readers.leave(client);
        }
    }

    private static InetAddress client(HttpServletRequest request) {
        SocketAddress remote = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getRemoteSocketAddress();
        return remote instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
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
        long end = System.nanoTime() + LONGEST_READ.toNanos();
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
