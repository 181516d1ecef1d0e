package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.internal.BodyBudget;
import dev.strapiwebhooks.internal.BodyBuffer;
import dev.strapiwebhooks.internal.HeadCheck;
import dev.strapiwebhooks.internal.ListenerList;
import dev.strapiwebhooks.internal.LoggingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Configures a {@link WebhookEndpoint}. Setting a value twice throws {@link IllegalStateException}. Not thread-safe. */
public final class WebhookEndpointBuilder {
    private static final Duration DEFAULT_BODY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_SLOW_HANDLER = Duration.ofSeconds(5);
    private static final int SMALLEST_MAX_BODY_SIZE = 1024;
    private static final int LARGEST_MAX_BODY_SIZE = 256 * 1024 * 1024;
    private static final int MOST_BODIES_BY_DEFAULT = 16;
    private static final int BODIES_FOR_A_PROCESSOR = 4;
    private static final int FEWEST_BODIES_BY_DEFAULT = BodyBudget.LEAST_FOR_ONE_CLIENT + 1;
    private static final long MOST_BYTES_BY_DEFAULT = 64L * 1024 * 1024;

    private WebhookVerifier verifier;
    private @Nullable String name;
    private final List<WebhookListener> listeners = new ArrayList<>();
    private @Nullable RateLimit rateLimit;
    private @Nullable TrustedProxies trustedProxies;
    private @Nullable Duration slowHandler;
    private @Nullable Duration bodyTimeout;
    private boolean requiresSecure;
    private LongSupplier nanoTime = System::nanoTime;
    private @Nullable EventReader eventReader;
    private @Nullable Integer maxBodySize;
    private @Nullable Integer maxConcurrentBodies;
    private @Nullable Long maxBytesInFlight;
    private boolean acceptsAnyEventHeader;
    private @Nullable Inbox inbox;
    private @Nullable List<String> keptHeaders;

    WebhookEndpointBuilder(WebhookVerifier verifier) {
        this.verifier = requireNonNull(verifier, "verifier");
    }

    /**
     * Names the endpoint in replay keys, logs and metrics. Different endpoints have different names; receivers that share a
     * replay store and serve the same endpoint share one.
     *
     * @param value not blank; the verifier's unless set
     * @return this builder
     */
    public WebhookEndpointBuilder name(String value) {
        requireUnset(name, "name");
        name = value;
        verifier = verifier.withName(value);
        return this;
    }

    /**
     * The largest body that is read.
     *
     * @param bytes from 1 KiB to 256 MiB; {@value WebhookEndpoint#DEFAULT_MAX_BODY_SIZE} unless set
     * @return this builder
     */
    public WebhookEndpointBuilder maxBodySize(int bytes) {
        if (bytes < SMALLEST_MAX_BODY_SIZE || bytes > LARGEST_MAX_BODY_SIZE) {
            throw new IllegalArgumentException("maxBodySize must be from " + SMALLEST_MAX_BODY_SIZE + " to "
                    + LARGEST_MAX_BODY_SIZE + " bytes, not " + bytes);
        }
        requireUnset(maxBodySize, "maxBodySize");
        maxBodySize = bytes;
        return this;
    }

    /**
     * How many bodies are read at once. Where reading blocks, each may hold a thread of the server for {@link
     * #bodyTimeout}, so this is well below the server's threads; what is over it gets status 503 with {@code Retry-After}
     * before its body is read. One client address has at most a quarter of it, or five where that is more, because one
     * Strapi sends five deliveries at once.
     *
     * @param bodies at least 1; unless set 16, or four for each processor where that is less, and never less than 6
     * @return this builder
     */
    public WebhookEndpointBuilder maxConcurrentBodies(int bodies) {
        if (bodies < 1) {
            throw new IllegalArgumentException("maxConcurrentBodies must be at least 1, not " + bodies);
        }
        requireUnset(maxConcurrentBodies, "maxConcurrentBodies");
        maxConcurrentBodies = bodies;
        return this;
    }

    /**
     * How much memory all bodies hold together from their first byte until they are judged; one client address has a
     * quarter of it, or the largest body where that is more. What is over it gets status 503 with {@code Retry-After}.
     *
     * @param bytes at least {@link #maxBodySize}; unless set 64 MiB or an eighth of the largest heap, whichever is less
     * @return this builder
     */
    public WebhookEndpointBuilder maxBytesInFlight(long bytes) {
        requireUnset(maxBytesInFlight, "maxBytesInFlight");
        maxBytesInFlight = bytes;
        return this;
    }

    /**
     * How long a whole body may take to arrive. Between two bytes the server's own idle timeout counts, too; adapters that
     * do not block apply it themselves.
     *
     * @param time positive; 10 seconds unless set, after which Strapi itself gives up
     * @return this builder
     */
    public WebhookEndpointBuilder bodyTimeout(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("bodyTimeout must be positive, not " + time);
        }
        requireUnset(bodyTimeout, "body timeout");
        bodyTimeout = time;
        return this;
    }

    /**
     * Reads the events, where entries are bound with the application's own mapper.
     *
     * @param reader {@link EventReader#create()} unless set
     * @return this builder
     */
    public WebhookEndpointBuilder eventReader(EventReader reader) {
        requireUnset(eventReader, "event reader");
        eventReader = requireNonNull(reader, "reader");
        return this;
    }

    /**
     * Does not compare {@code X-Strapi-Event} with the signed body. The header is not signed and is never used for
     * anything; comparing it finds proxies and custom events that rename themselves.
     *
     * @return this builder
     */
    public WebhookEndpointBuilder acceptAnyEventHeader() {
        acceptsAnyEventHeader = true;
        return this;
    }

    /**
     * Limits how many requests are let in; the others get status 429 with {@code Retry-After}, before anything of them is
     * looked at.
     *
     * @param limit none unless set
     * @return this builder
     */
    public WebhookEndpointBuilder rateLimit(RateLimit limit) {
        requireUnset(rateLimit, "rate limit");
        rateLimit = requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Refuses plain HTTP with status 403.
     *
     * @return this builder
     */
    public WebhookEndpointBuilder requireSecure() {
        requiresSecure = true;
        return this;
    }

    /**
     * Believes the forwarded headers of some proxies, for {@link #requireSecure()} and limits per client.
     *
     * @param proxies {@link TrustedProxies#none()} unless set
     * @return this builder
     */
    public WebhookEndpointBuilder trustedProxies(TrustedProxies proxies) {
        requireUnset(trustedProxies, "trusted proxies");
        trustedProxies = requireNonNull(proxies, "proxies");
        return this;
    }

    /**
     * Warns in the log about handlers that take longer.
     *
     * @param time positive; half of the 10 seconds after which Strapi gives up, unless set
     * @return this builder
     */
    public WebhookEndpointBuilder warnAfter(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("warnAfter must be positive, not " + time);
        }
        requireUnset(slowHandler, "time to warn after");
        slowHandler = time;
        return this;
    }

    /** For tests: what durations are measured with. */
    WebhookEndpointBuilder nanoTime(LongSupplier source) {
        nanoTime = source;
        return this;
    }

    /**
     * Adds a listener; may be called several times. Deliveries are logged through SLF4J in any case.
     *
     * @param listener told of everything that happens
     * @return this builder
     */
    public WebhookEndpointBuilder listener(WebhookListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Stores deliveries in an inbox and answers 202; they are handled from there, and no handler is called with the
     * request. The verifier must be built with {@code replayCheckedByCaller()}, because the inbox claims what it stores.
     *
     * @param value none unless set
     * @return this builder
     */
    public WebhookEndpointBuilder inbox(Inbox value) {
        requireUnset(inbox, "inbox");
        inbox = requireNonNull(value, "inbox");
        return this;
    }

    /**
     * Which headers an inbox keeps with a delivery.
     *
     * @param names {@code Content-Type}, {@code User-Agent}, {@code X-Strapi-Event} and {@code X-Webhook-Timestamp} unless
     *     set; signatures, tokens and cookies cannot be kept
     * @return this builder
     */
    public WebhookEndpointBuilder keepHeaders(String... names) {
        requireUnset(keptHeaders, "list of kept headers");
        List.of(names).forEach(InboxIntake::requireHarmless);
        keptHeaders = List.of(names);
        return this;
    }

    /**
     * Builds the endpoint.
     *
     * @return the endpoint
     * @throws IllegalArgumentException when there is an inbox, and the verifier has a replay guard as well, or when {@code
     *     maxBytesInFlight} is less than {@code maxBodySize}
     */
    public WebhookEndpoint build() {
        return new WebhookEndpoint(this);
    }

    WebhookVerifier verifier() {
        return verifier;
    }

    EventReader eventReaderOrDefault() {
        return requireNonNullElseGet(eventReader, EventReader::create);
    }

    HeadCheck headCheck() {
        return new HeadCheck(
                bodyLimits(), rateLimit, requireNonNullElseGet(trustedProxies, TrustedProxies::none), requiresSecure);
    }

    BodyBuffer.Limits bodyLimits() {
        return new BodyBuffer.Limits(
                maxBodySizeOrDefault(), requireNonNullElseGet(bodyTimeout, () -> DEFAULT_BODY_TIMEOUT), nanoTime);
    }

    BodyBudget bodyBudget() {
        int bodies = requireNonNullElseGet(
                maxConcurrentBodies,
                () -> Math.max(
                        FEWEST_BODIES_BY_DEFAULT,
                        Math.min(
                                MOST_BODIES_BY_DEFAULT,
                                BODIES_FOR_A_PROCESSOR * Runtime.getRuntime().availableProcessors())));
        long smallest = maxBodySizeOrDefault() + 1L; // a body of unknown length is read one byte further
        long byDefault = Math.min(MOST_BYTES_BY_DEFAULT, Runtime.getRuntime().maxMemory() / 8);
        long bytes = requireNonNullElseGet(maxBytesInFlight, () -> Math.max(smallest, byDefault));
        if (bytes < smallest - 1) {
            throw new IllegalArgumentException("maxBytesInFlight must be at least maxBodySize, which is "
                    + maxBodySizeOrDefault() + " bytes, not " + bytes);
        }
        return new BodyBudget(bodies, Math.max(smallest, bytes), smallest);
    }

    private int maxBodySizeOrDefault() {
        return requireNonNullElseGet(maxBodySize, () -> WebhookEndpoint.DEFAULT_MAX_BODY_SIZE);
    }

    boolean checksEventHeader() {
        return !acceptsAnyEventHeader;
    }

    @Nullable
    InboxIntake intake() {
        if (inbox == null) {
            if (keptHeaders != null) {
                throw new IllegalArgumentException("keepHeaders has no effect without an inbox");
            }
            return null;
        }
        return new InboxIntake(inbox, verifier, requireNonNullElseGet(keptHeaders, () -> InboxIntake.DEFAULT_HEADERS));
    }

    Reporter reporter() {
        List<WebhookListener> all = new ArrayList<>(listeners);
        all.add(0, new LoggingListener());
        Duration slowAfter = requireNonNullElseGet(slowHandler, () -> DEFAULT_SLOW_HANDLER);
        return new Reporter(verifier.name(), new ListenerList(all), nanoTime, slowAfter);
    }

    private static void requireUnset(@Nullable Object current, String what) {
        if (current != null) {
            throw new IllegalStateException("the " + what + " is set twice");
        }
    }
}
