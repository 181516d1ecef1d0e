package dev.strapiwebhooks.testkit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection to a server, over which a test sends what it likes, stops in the middle, or resets. Plain HTTP/1.1. For
 * whole requests see {@link RawHttp}. Not thread-safe.
 */
public final class RawConnection implements Closeable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    /**
     * Connects.
     *
     * @param target where to; its host and port count
     * @return the connection, which does not wait longer than 30 seconds for the server
     * @throws IOException when the server cannot be reached
     */
    public static RawConnection open(URI target) throws IOException {
        return connected(new Socket(target.getHost(), target.getPort()));
    }

    /**
     * Connects from one of this machine's addresses, of which the loopback network has many: {@code 127.0.0.2}.
     *
     * @param target where to; its host and port count
     * @param source the client's address
     * @return the connection, which does not wait longer than 30 seconds for the server
     * @throws IOException when the server cannot be reached
     */
    public static RawConnection openFrom(URI target, InetAddress source) throws IOException {
        return connected(new Socket(InetAddress.getByName(target.getHost()), target.getPort(), source, 0));
    }

    private static RawConnection connected(Socket socket) throws IOException {
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.setTcpNoDelay(true);
        return new RawConnection(socket);
    }

    /**
     * The head of a delivery, up to and with the empty line.
     *
     * @param target where to; its path and query count
     * @param delivery method and headers
     * @param framing header lines that say how long the body is, each with its line end
     * @return the bytes to send
     */
    public static byte[] head(URI target, SignedDelivery delivery, String framing) {
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return head(target.getRawPath() + query, target.getRawAuthority(), delivery, framing);
    }

    /**
     * The head of a delivery to a target that is no valid URI.
     *
     * @param requestTarget what stands between method and version
     * @param host the {@code Host}
     * @param delivery method and headers
     * @param framing header lines that say how long the body is, each with its line end
     * @return the bytes to send
     */
    public static byte[] head(String requestTarget, String host, SignedDelivery delivery, String framing) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes((delivery.method() + " " + requestTarget + " HTTP/1.1\r\nHost: " + host + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        for (Header header : delivery.headers()) {
            Charset charset = StandardCharsets.ISO_8859_1.newEncoder().canEncode(header.value())
                    ? StandardCharsets.ISO_8859_1
                    : StandardCharsets.UTF_8;
            head.writeBytes((header.name() + ": " + header.value() + "\r\n").getBytes(charset));
        }
        head.writeBytes((framing + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return head.toByteArray();
    }

    /**
     * Changes how long to wait for the server.
     *
     * @param time a positive time
     * @throws IOException when the connection failed
     */
    public void timeout(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
    }

    /**
     * Sends bytes. A server may refuse and close while we still send; then what it answered counts, and this does nothing.
     *
     * @param parts what to send, one after the other
     * @throws IOException when they cannot be sent for another reason
     */
    public void write(byte[]... parts) throws IOException {
        boolean unused = writeAll(parts);
    }

    /**
     * Sends bytes, and tells whether the server let us send all of them.
     *
     * @param parts what to send, one after the other
     * @return false when the server closed the connection first
     * @throws IOException when they cannot be sent for another reason
     */
    public boolean writeAll(byte[]... parts) throws IOException {
        try {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().flush();
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /**
     * Whether the server has begun to answer.
     *
     * @return true when there is something to read
     * @throws IOException when the connection failed
     */
    public boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /**
     * Says that nothing more will be sent; the answer can still be read.
     *
     * @throws IOException when the connection failed
     */
    public void end() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            return; // the server was faster
        }
    }

    /**
     * Waits for an interim answer, such as {@code 100 Continue}, or for the head of the final one.
     *
     * @return its status; 0 when the server closed the connection
     * @throws IOException when there is none in 30 seconds
     */
    public int interim() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = read();
            if (next < 0) {
                return 0;
            }
            head.append((char) next);
        }
        return HttpAnswer.parse(head.toString()).status();
    }

    /**
     * Waits until the server begins to answer, or closes the connection.
     *
     * @throws IOException when it does neither in 30 seconds
     */
    public void awaitAnswer() throws IOException {
        int first = read();
        if (first >= 0) {
            received.write(first);
        }
    }

    /**
     * Reads until the server closes the connection.
     *
     * @return the answer; status 0 when there was none
     * @throws IOException when it does not close in 30 seconds
     */
    public HttpAnswer answer() throws IOException {
        try {
            socket.getInputStream().transferTo(received);
        } catch (SocketException e) {
            return HttpAnswer.parse(received.toString(StandardCharsets.UTF_8)); // reset after the answer
        }
        return HttpAnswer.parse(received.toString(StandardCharsets.UTF_8));
    }

    /**
     * Drops the connection at once, with a reset instead of a goodbye.
     *
     * @throws IOException when that is not possible
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** A reset ends the answer as well. */
    private int read() throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
