package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The bytes of one body as they arrive, up to a size and within a time. Memory grows with what has arrived, not with what
 * was declared, and is taken from the endpoint's budget first; the time is for all of the body, because a server's idle
 * timeout does not stop a sender who drips. Used by one thread at a time.
 */
public final class BodyBuffer {
    private static final int FIRST_SIZE = 8192;

    private final Limits limits;
    private final long declared;
    private final int end;
    private final long started;
    private final BodyBudget.Share share;
    private byte[] bytes = new byte[0];
    private int size;

    /**
     * Limits of one body.
     *
     * @param maxSize in bytes
     * @param timeout for all of it
     * @param nanoTime measures the time
     */
    public record Limits(int maxSize, Duration timeout, LongSupplier nanoTime) {
        WebhookRejectedException tooLarge() {
            return new WebhookRejectedException(
                    RejectionReason.BODY_TOO_LARGE, "the body has more than the " + maxSize + " bytes of maxBodySize");
        }
    }

    /** A buffer for as many bytes as were declared, or for one more than is allowed. */
    public BodyBuffer(Limits limits, long declared, BodyBudget.Share share) {
        this.limits = limits;
        this.declared = declared;
        this.end = declared < 0 ? limits.maxSize() + 1 : (int) declared;
        this.share = share;
        this.started = limits.nanoTime().getAsLong();
    }

    /** Reads to the end, blocking. */
    public void readAll(InputStream in) throws IOException {
        while (size < end) {
            makeRoom(1);
            int read = in.read(bytes, size, bytes.length - size);
            if (read < 0) {
                return;
            }
            size += read;
            requireInTime();
        }
    }

    /** Takes what has arrived; bytes behind the declared end are left. */
    public void add(ByteBuffer arrived) {
        int count = Math.min(end - size, arrived.remaining());
        while (bytes.length - size < count) {
            makeRoom(count);
        }
        arrived.get(bytes, size, count);
        size += count;
        requireInTime();
        requireNotTooLarge();
    }

    /** All of it: as much as was declared, and not more than is allowed. */
    public byte[] complete() {
        requireNotTooLarge();
        if (size == 0 && declared > 0) {
            throw new WebhookRejectedException(
                    RejectionReason.BODY_ALREADY_CONSUMED,
                    "the body was read before the verifier saw it; put the verifier in front of whatever reads it");
        }
        if (size < declared) {
            throw new WebhookRejectedException(
                    RejectionReason.BODY_UNREADABLE, "the body ended after " + size + " of " + declared + " bytes");
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** The old and the new array exist side by side for a moment, and only the new one counts. */
    private void makeRoom(int count) {
        if (bytes.length - size < count) {
            int larger = (int) Math.min(end, Math.max(FIRST_SIZE, 2L * bytes.length));
            share.grow(larger - bytes.length);
            bytes = Arrays.copyOf(bytes, larger);
        }
    }

    private void requireNotTooLarge() {
        if (size > limits.maxSize()) {
            throw limits.tooLarge();
        }
    }

    private void requireInTime() {
        if (limits.nanoTime().getAsLong() - started > limits.timeout().toNanos()) {
            throw new WebhookRejectedException(
                    RejectionReason.BODY_TIMEOUT, "the body did not arrive within " + limits.timeout());
        }
    }
}
