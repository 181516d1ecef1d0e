package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.InboxHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Configures a {@link DurableInbox}. Setting a value twice throws {@link IllegalStateException}. Not thread-safe. */
public final class DurableInboxBuilder {
    /** Longer than any claim must live: twice the longest tolerance and a minute. */
    private static final Duration SHORTEST_RETENTION = Duration.ofHours(3);

    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(100);

    private final DataSource dataSource;
    private @Nullable InboxHandler handler;
    private @Nullable EventReader eventReader;
    private @Nullable Integer workers;
    private @Nullable Integer maxAttempts;
    private @Nullable Duration firstRetry;
    private @Nullable Duration longestRetry;
    private @Nullable Duration orderingDelay;
    private @Nullable Duration pollInterval;
    private @Nullable Duration heartbeat;
    private @Nullable Duration retention;
    private @Nullable Duration shutdownTimeout;
    private @Nullable Duration storeTimeout;
    private @Nullable Clock clock;
    private boolean createsTables;
    private boolean startsWithoutDatabase;

    DurableInboxBuilder(DataSource dataSource) {
        this.dataSource = requireNonNull(dataSource, "data source");
    }

    /**
     * The application's code. Without it deliveries are stored, and other receivers handle them.
     *
     * @param value called by several threads
     * @return this builder
     */
    public DurableInboxBuilder handler(InboxHandler value) {
        handler = once(handler, value, "handler");
        return this;
    }

    /**
     * Reads the events again before they are handled.
     *
     * @param value {@link EventReader#create()} unless set; the endpoint's own, when that is another
     * @return this builder
     */
    public DurableInboxBuilder eventReader(EventReader value) {
        eventReader = once(eventReader, value, "event reader");
        return this;
    }

    /**
     * How many handlers this receiver runs at once. A handler has no time limit of the inbox's; one that hangs keeps its
     * worker.
     *
     * @param value at least 1; 4 unless set
     * @return this builder
     */
    public DurableInboxBuilder workers(int value) {
        workers = once(workers, atLeastOne(value, "workers"), "number of workers");
        return this;
    }

    /**
     * How often a delivery is tried before it is a dead letter. An attempt whose end could not be written down, because the
     * receiver died or the database was away, counts.
     *
     * @param value at least 1, better several; 12 unless set, which takes some hours
     * @return this builder
     */
    public DurableInboxBuilder maxAttempts(int value) {
        maxAttempts = once(maxAttempts, atLeastOne(value, "attempts"), "number of attempts");
        return this;
    }

    /**
     * How long to wait after the first failed attempt. Each further wait is twice as long; chance makes each up to a fifth
     * longer or shorter. Later events of the same document wait, too; other documents do not.
     *
     * @param value positive; 5 seconds unless set
     * @return this builder
     */
    public DurableInboxBuilder firstRetry(Duration value) {
        firstRetry = once(firstRetry, positive(value, "first retry"), "first retry");
        return this;
    }

    /**
     * The longest wait between two attempts.
     *
     * @param value positive; 1 hour unless set
     * @return this builder
     */
    public DurableInboxBuilder longestRetry(Duration value) {
        longestRetry = once(longestRetry, positive(value, "longest retry"), "longest retry");
        return this;
    }

    /**
     * How long a delivery is kept back, so that an earlier event of the same document that arrives a little later comes
     * first. Strapi sends up to five at once, in any order.
     *
     * @param value zero for none; half a second unless set
     * @return this builder
     */
    public DurableInboxBuilder orderingDelay(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("the ordering delay must not be negative, but is " + value);
        }
        orderingDelay = once(orderingDelay, value, "ordering delay");
        return this;
    }

    /**
     * How often this receiver looks for work when it has none.
     *
     * @param value positive; half a second unless set
     * @return this builder
     */
    public DurableInboxBuilder pollInterval(Duration value) {
        pollInterval = once(pollInterval, positive(value, "poll interval"), "poll interval");
        return this;
    }

    /**
     * How often a worker says that it is alive. After six silent ones another takes over, so clocks of receivers must not
     * differ by nearly as much.
     *
     * @param value at least 100 milliseconds; 10 seconds unless set
     * @return this builder
     */
    public DurableInboxBuilder heartbeat(Duration value) {
        if (value.compareTo(SHORTEST_HEARTBEAT) < 0) {
            throw new IllegalArgumentException(
                    "the heartbeat must be at least " + SHORTEST_HEARTBEAT + ", not " + value);
        }
        heartbeat = once(heartbeat, value, "heartbeat");
        return this;
    }

    /**
     * How long deliveries are kept after they were handled or dropped; copies are recognised for as long. Dead letters
     * stay until somebody decides.
     *
     * @param value at least 3 hours, longer than any copy could be in time; 7 days unless set
     * @return this builder
     */
    public DurableInboxBuilder retention(Duration value) {
        if (value.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException("the retention must be at least " + SHORTEST_RETENTION
                    + ", so that copies are recognised for as long as they are in time; it is " + value);
        }
        retention = once(retention, value, "retention");
        return this;
    }

    /**
     * How long {@link DurableInbox#stop()} waits for handlers: half of it until they are interrupted, and half after. An
     * interrupted handler loses no attempt.
     *
     * @param value positive; 30 seconds unless set
     * @return this builder
     */
    public DurableInboxBuilder shutdownTimeout(Duration value) {
        shutdownTimeout = once(shutdownTimeout, positive(value, "shutdown timeout"), "shutdown timeout");
        return this;
    }

    /**
     * How long storing may take before the delivery is refused with 503. What a connection may take to come is a matter of
     * the data source.
     *
     * @param value at least 1 second; 5 seconds unless set
     * @return this builder
     */
    public DurableInboxBuilder storeTimeout(Duration value) {
        if (value.toSeconds() < 1) {
            throw new IllegalArgumentException("the store timeout must be at least 1 second, not " + value);
        }
        storeTimeout = once(storeTimeout, value, "store timeout");
        return this;
    }

    /**
     * The clock of this receiver.
     *
     * @param value the system clock unless set
     * @return this builder
     */
    public DurableInboxBuilder clock(Clock value) {
        clock = once(clock, value, "clock");
        return this;
    }

    /**
     * Makes what is missing of the tables, as {@link JdbcSchema#apply} does, when the database is first reached.
     *
     * @return this builder
     */
    public DurableInboxBuilder createTables() {
        createsTables = true;
        return this;
    }

    /**
     * Builds also while the database is away. Until it is there, deliveries are refused with 503, and {@link
     * DurableInbox#start()} waits in a thread of its own; whatever else is wrong with the database still fails the build.
     *
     * @return this builder
     */
    public DurableInboxBuilder startWithoutDatabase() {
        startsWithoutDatabase = true;
        return this;
    }

    /**
     * Checks the database and builds.
     *
     * @return the inbox, not started
     * @throws StoreException when the database cannot be reached, unless {@linkplain #startWithoutDatabase that is fine}, or
     *     has no tables
     * @throws IllegalArgumentException when it is neither PostgreSQL nor H2
     */
    public DurableInbox build() {
        if (firstRetry().compareTo(longestRetry()) > 0) {
            throw new IllegalArgumentException(
                    "the first retry, " + firstRetry() + ", is later than the longest, " + longestRetry());
        }
        return new DurableInbox(dataSource, this);
    }

    boolean createsTables() {
        return createsTables;
    }

    boolean startsWithoutDatabase() {
        return startsWithoutDatabase;
    }

    @Nullable
    InboxHandler handler() {
        return handler;
    }

    EventReader eventReader() {
        return requireNonNullElseGet(eventReader, EventReader::create);
    }

    int workers() {
        return requireNonNullElse(workers, 4);
    }

    int maxAttempts() {
        return requireNonNullElse(maxAttempts, 12);
    }

    Backoff backoff() {
        return new Backoff(
                firstRetry(), longestRetry(), () -> ThreadLocalRandom.current().nextDouble());
    }

    Duration orderingDelay() {
        return requireNonNullElse(orderingDelay, Duration.ofMillis(500));
    }

    Duration pollInterval() {
        return requireNonNullElse(pollInterval, Duration.ofMillis(500));
    }

    Duration heartbeat() {
        return requireNonNullElse(heartbeat, Duration.ofSeconds(10));
    }

    Duration retention() {
        return requireNonNullElse(retention, Duration.ofDays(7));
    }

    Duration shutdownTimeout() {
        return requireNonNullElse(shutdownTimeout, Duration.ofSeconds(30));
    }

    Duration storeTimeout() {
        return requireNonNullElse(storeTimeout, Duration.ofSeconds(5));
    }

    Clock clock() {
        return requireNonNullElseGet(clock, Clock::systemUTC);
    }

    /** Unique, so that a receiver that was started again is not taken for the one that died. */
    String nodeName() {
        return "receiver-" + UUID.randomUUID();
    }

    private Duration firstRetry() {
        return requireNonNullElse(firstRetry, Duration.ofSeconds(5));
    }

    private Duration longestRetry() {
        return requireNonNullElse(longestRetry, Duration.ofHours(1));
    }

    private static int atLeastOne(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("there must be at least 1 of " + what + ", not " + value);
        }
        return value;
    }

    private static Duration positive(Duration value, String what) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("the " + what + " must be positive, not " + value);
        }
        return value;
    }

    private static <T> T once(@Nullable T current, T value, String what) {
        if (current != null) {
            throw new IllegalStateException("the " + what + " is set twice");
        }
        return requireNonNull(value, what);
    }
}
