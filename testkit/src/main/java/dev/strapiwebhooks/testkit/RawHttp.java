package dev.strapiwebhooks.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends exactly the bytes it is given over one connection, because HTTP clients refuse to send what an attacker sends:
 * repeated and malformed headers, wrong lengths, half a body. Plain HTTP/1.1, for tests.
 */
public final class RawHttp {
    private RawHttp() {}

    /**
     * Sends a delivery with its length declared.
     *
     * @param target where to
     * @param delivery what
     * @return the answer; status 0 when the server closed the connection without one
     * @throws IOException when the server cannot be reached or does not answer in 30 seconds
     */
    public static HttpAnswer send(URI target, SignedDelivery delivery) throws IOException {
        byte[] body = delivery.body();
        boolean declared = body.length > 0 || delivery.method().equals("POST");
        return send(
                target,
                RawConnection.head(target, delivery, declared ? "Content-Length: " + body.length + "\r\n" : ""),
                body,
                false);
    }

    /**
     * Sends a delivery to a path that need not be valid.
     *
     * @param server whose host and port count
     * @param requestTarget what stands in the request line
     * @param delivery what
     * @return the answer; status 0 when the server closed the connection without one
     * @throws IOException when the server cannot be reached or does not answer in 30 seconds
     */
    public static HttpAnswer sendTo(URI server, String requestTarget, SignedDelivery delivery) throws IOException {
        String length = "Content-Length: " + delivery.body().length + "\r\n";
        byte[] head = RawConnection.head(requestTarget, server.getRawAuthority(), delivery, length);
        return send(server, head, delivery.body(), false);
    }

    /**
     * Sends a delivery in chunks, with no declared length.
     *
     * @param target where to
     * @param delivery what
     * @return the answer; status 0 when the server closed the connection without one
     * @throws IOException when the server cannot be reached or does not answer in 30 seconds
     */
    public static HttpAnswer sendChunked(URI target, SignedDelivery delivery) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        byte[] body = delivery.body();
        for (int from = 0; from < body.length; from += 1000) {
            int size = Math.min(1000, body.length - from);
            chunks.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, from, size);
            chunks.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return send(
                target,
                RawConnection.head(target, delivery, "Transfer-Encoding: chunked\r\n"),
                chunks.toByteArray(),
                false);
    }

    /**
     * Sends a delivery that declares another length than it has, and ends the connection after it.
     *
     * @param target where to
     * @param delivery what
     * @param declaredLength the length to declare
     * @return the answer; status 0 when the server closed the connection without one
     * @throws IOException when the server cannot be reached or does not answer in 30 seconds
     */
    public static HttpAnswer sendDeclaring(URI target, SignedDelivery delivery, long declaredLength)
            throws IOException {
        return send(
                target,
                RawConnection.head(target, delivery, "Content-Length: " + declaredLength + "\r\n"),
                delivery.body(),
                true);
    }

    /**
     * Sends a delivery one byte at a time, until the server cuts it off.
     *
     * @param target where to
     * @param delivery what
     * @param pause between two bytes
     * @return the answer; status 0 when the server closed the connection without one
     * @throws IOException when the server cannot be reached or does not answer in 30 seconds
     */
    public static HttpAnswer sendDripping(URI target, SignedDelivery delivery, Duration pause) throws IOException {
        byte[] body = delivery.body();
        try (RawConnection connection = RawConnection.open(target)) {
            connection.write(RawConnection.head(target, delivery, "Content-Length: " + body.length + "\r\n"));
            int sent = 0;
            for (; sent < body.length && !connection.isAnswered(); sent++) {
                connection.write(new byte[] {body[sent]});
                LockSupport.parkNanos(pause.toNanos());
            }
            if (sent < body.length) {
                connection.end(); // cut off: Tomcat would wait for the rest
            }
            return connection.answer();
        }
    }

    /**
     * Sends the head of a delivery that declares a length, with the first byte of its body, and ends the connection when
     * an answer begins to arrive. Without that byte Jetty 11 would not call the application, but wait for content.
     *
     * @param target where to
     * @param delivery what; of its body only the first byte is sent
     * @param declaredLength the length to declare
     * @return the answer; status 0 when the server closed the connection without one
     * @throws IOException when the server cannot be reached or does not answer in 30 seconds
     */
    public static HttpAnswer sendHead(URI target, SignedDelivery delivery, long declaredLength) throws IOException {
        try (RawConnection connection = RawConnection.open(target)) {
            connection.write(
                    RawConnection.head(target, delivery, "Content-Length: " + declaredLength + "\r\n"),
                    Arrays.copyOf(delivery.body(), 1));
            connection.awaitAnswer();
            connection.end();
            return connection.answer();
        }
    }

    private static HttpAnswer send(URI target, byte[] head, byte[] body, boolean thenEnd) throws IOException {
        try (RawConnection connection = RawConnection.open(target)) {
            connection.write(head, body);
            if (thenEnd) {
                connection.end();
            }
            return connection.answer();
        }
    }
}
