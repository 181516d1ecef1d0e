package dev.strapiwebhooks;

import dev.strapiwebhooks.verify.RejectionReason;
import dev.strapiwebhooks.verify.WebhookRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Reads a body once, up to a size and within a time. Memory grows with what has arrived, not with what was declared; the
 * time is for all of it, because a server's idle timeout does not stop a sender who drips.
 */
final class BodyReader {
    private static final int FIRST_BUFFER = 8192;

    private final int maxBodySize;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    BodyReader(int maxBodySize, Duration timeout, LongSupplier nanoTime) {
        this.maxBodySize = maxBodySize;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    int maxBodySize() {
        return maxBodySize;
    }

    Duration timeout() {
        return timeout;
    }

    byte[] read(IncomingRequest request) {
        long declared = request.contentLength();
        byte[] body = attempt(request, declared < 0 ? maxBodySize + 1 : (int) declared);
        if (body.length > maxBodySize) {
            throw HeadCheck.tooLarge(maxBodySize);
        }
        if (body.length == 0 && declared > 0) {
            throw new WebhookRejectedException(
                    RejectionReason.BODY_ALREADY_CONSUMED,
                    "the body was read before the verifier saw it; put the verifier in front of whatever reads it");
        }
        if (body.length < declared) {
            throw new WebhookRejectedException(
                    RejectionReason.BODY_UNREADABLE,
                    "the body ended after " + body.length + " of " + declared + " bytes");
        }
        return body;
    }

    /** Some servers throw unchecked exceptions for a broken connection. */
    private byte[] attempt(IncomingRequest request, int limit) {
        try {
            return readUpTo(request.openBody(), limit);
        } catch (WebhookRejectedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new WebhookRejectedException(
                    RejectionReason.BODY_UNREADABLE,
                    "the connection failed: " + e.getClass().getSimpleName());
        }
    }

    private byte[] readUpTo(InputStream in, int limit) throws IOException {
        long start = nanoTime.getAsLong();
        byte[] buffer = new byte[Math.min(limit, FIRST_BUFFER)];
        int size = 0;
        while (size < limit) {
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(limit, 2L * size));
            }
            int read = in.read(buffer, size, buffer.length - size);
            if (read < 0) {
                break;
            }
            size += read;
            requireInTime(start);
        }
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }

    private void requireInTime(long start) {
        if (nanoTime.getAsLong() - start > timeout.toNanos()) {
            throw new WebhookRejectedException(
                    RejectionReason.BODY_TIMEOUT, "the body did not arrive within " + timeout);
        }
    }
}
