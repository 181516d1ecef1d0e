package dev.strapiwebhooks;

import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.internal.RequestTimer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended, with everything worth logging or counting. Holds no header, and of the body only what was
 * verified. Immutable.
 */
public final class DeliveryReport {
    private final String endpoint;
    private final Verdict verdict;
    private final RequestTimer timer;
    private final Duration slowAfter;
    private final @Nullable WebhookDelivery delivery;
    private final @Nullable Outcome outcome;
    private final @Nullable Rejected rejected;
    private final @Nullable Throwable cause;

    DeliveryReport(
            String endpoint,
            Verdict verdict,
            RequestTimer timer,
            Duration slowAfter,
            @Nullable WebhookDelivery delivery,
            @Nullable Outcome outcome,
            @Nullable Rejected rejected,
            @Nullable Throwable cause) {
        this.endpoint = endpoint;
        this.verdict = verdict;
        this.timer = timer;
        this.slowAfter = slowAfter;
        this.delivery = delivery;
        this.outcome = outcome;
        this.rejected = rejected;
        this.cause = cause;
    }

    /** How a request ended. */
    public enum Verdict {
        /** A handler of the application took it, and answered with a status below 300. */
        HANDLED,
        /** The application has no handler for this kind of event: nothing to do, and a success for the sender. */
        IGNORED,
        /** The application answered with 3xx or 4xx, or the entry does not fit its class; the delivery was given back. */
        DECLINED,
        /** It is stored in an inbox, which hands it to the application later. */
        STORED,
        /** It was refused. */
        REJECTED,
        /** The application failed; the delivery was given back. */
        FAILED,
        /** Something of ours failed; nothing was accepted. */
        UNAVAILABLE
    }

    /**
     * The endpoint's name.
     *
     * @return the name
     */
    public String endpoint() {
        return endpoint;
    }

    /**
     * How it ended.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * The verified event.
     *
     * @return the event, where a delivery was accepted
     */
    public Optional<StrapiEvent> event() {
        return Optional.ofNullable(delivery).map(WebhookDelivery::event);
    }

    /**
     * What the verifier found.
     *
     * @return the proof, where a delivery was accepted
     */
    public Optional<Verified> verified() {
        return Optional.ofNullable(delivery).map(WebhookDelivery::verified);
    }

    /**
     * Where the delivery is in the inbox.
     *
     * @return its number there, as in {@link dev.strapiwebhooks.inbox.StoredDelivery#id()}; empty unless {@link
     *     Verdict#STORED}
     */
    public OptionalLong number() {
        return timer.number();
    }

    /**
     * Why it was refused.
     *
     * @return the rejection, for {@link Verdict#REJECTED}
     */
    public Optional<Rejected> rejected() {
        return Optional.ofNullable(rejected);
    }

    /**
     * What the application answered.
     *
     * @return its HTTP status; empty where it was not called, or did not answer by itself
     */
    public OptionalInt status() {
        return outcome == null ? OptionalInt.empty() : outcome.status();
    }

    /**
     * What failed.
     *
     * @return the exception, for {@link Verdict#UNAVAILABLE}, and for {@link Verdict#FAILED} and {@link Verdict#DECLINED}
     *     when the application threw
     */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /**
     * The key that matched.
     *
     * @return its name, for whatever was authentic
     */
    public Optional<String> keyName() {
        return verified().map(Verified::keyName).or(() -> rejected().flatMap(Rejected::keyName));
    }

    /**
     * How far an authentic time was off.
     *
     * @return our clock minus the signed time, negative when the sender's clock is ahead
     */
    public Optional<Duration> skew() {
        return verified().flatMap(Verified::skew).or(() -> rejected().flatMap(Rejected::skew));
    }

    /**
     * The size of the body.
     *
     * @return bytes; empty when the body was not read
     */
    public OptionalInt bodySize() {
        return timer.bodySize();
    }

    /**
     * How long the request took, from the first look to this report.
     *
     * @return the time
     */
    public Duration duration() {
        return timer.duration();
    }

    /**
     * Whether the application took longer than the endpoint warns after. Strapi gives up after 10 seconds.
     *
     * @return true when it did
     */
    public boolean isSlow() {
        return handling().filter(handling -> handling.compareTo(slowAfter) > 0).isPresent();
    }

    /**
     * How long the application took.
     *
     * @return the time; empty when it was not called
     */
    public Optional<Duration> handling() {
        return timer.handling();
    }
}
