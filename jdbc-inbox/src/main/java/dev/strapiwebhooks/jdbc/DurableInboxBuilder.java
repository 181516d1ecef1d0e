package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.InboxHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Configures a {@link DurableInbox}. Setting a value twice throws {@link IllegalStateException}. Not thread-safe. */
public final class DurableInboxBuilder {
    /** Longer than any claim must live: twice the longest tolerance and a minute. */
    private static final Duration SHORTEST_RETENTION = Duration.ofHours(3);

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STORE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Map<String, NamedHandler> handlers = new LinkedHashMap<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final Set<String> retired = new LinkedHashSet<>();
    private final Set<DurabilityRisk> acceptedRisks = EnumSet.noneOf(DurabilityRisk.class);
    private @Nullable HandlerTransactions transactions;
    private @Nullable BodyCodec codec;
    private @Nullable Duration deadLetterRetention;
    private @Nullable EventReader eventReader;
    private @Nullable Integer workers;
    private @Nullable Integer maxAttempts;
    private @Nullable Duration firstRetry;
    private @Nullable Duration longestRetry;
    private @Nullable Duration orderingDelay;
    private @Nullable Duration pollInterval;
    private @Nullable Duration lease;
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
     * The application's code, where it is one handler; its name is {@code default}. Without any handler deliveries are
     * stored, and other receivers handle them.
     *
     * @param value called by several threads
     * @return this builder
     */
    public DurableInboxBuilder handler(InboxHandler value) {
        return handler(NamedHandler.DEFAULT, value);
    }

    /**
     * One of several handlers. Each has its own attempts, waits and dead letters for a delivery, so that mail is not sent
     * again because the index was away. All receivers on the tables should have the same ones.
     *
     * @param name 1 to 200 letters, digits or {@code . : / # $ - _}; what waits for it is found by its name
     * @param value called by several threads
     * @return this builder
     */
    public DurableInboxBuilder handler(String name, InboxHandler value) {
        return handler(name, value, HandlerStart.NOW);
    }

    /**
     * One of several handlers.
     *
     * @param name as above
     * @param value called by several threads
     * @param start where it begins when the inbox has not known it before
     * @return this builder
     */
    public DurableInboxBuilder handler(String name, InboxHandler value, HandlerStart start) {
        return add(new NamedHandler(name, start, requireNonNull(value, "handler"), null));
    }

    /**
     * A handler whose effect is in the inbox's own database, and happens exactly once.
     *
     * @param name as above
     * @param value called by several threads
     * @return this builder
     */
    public DurableInboxBuilder transactionalHandler(String name, TransactionalHandler value) {
        return transactionalHandler(name, value, HandlerStart.NOW);
    }

    /**
     * A handler whose effect is in the inbox's own database, and happens exactly once.
     *
     * @param name as above
     * @param value called by several threads
     * @param start where it begins when the inbox has not known it before
     * @return this builder
     */
    public DurableInboxBuilder transactionalHandler(String name, TransactionalHandler value, HandlerStart start) {
        return add(new NamedHandler(name, start, null, requireNonNull(value, "handler")));
    }

    private DurableInboxBuilder add(NamedHandler handler) {
        if (handlers.putIfAbsent(handler.name(), handler) != null) {
            throw new IllegalStateException("the handler " + handler.name() + " is set twice");
        }
        return this;
    }

    /**
     * A handler that has another name now. What waits for it, and its dead letters, go with it when the first receiver
     * starts; receivers that still have the old name do nothing for it from then on.
     *
     * @param old its name before
     * @param name its name now; one of the handlers
     * @return this builder
     */
    public DurableInboxBuilder renamedHandler(String old, String name) {
        if (renamed.putIfAbsent(NamedHandler.requireName(old), NamedHandler.requireName(name)) != null) {
            throw new IllegalStateException("the new name of " + old + " is set twice");
        }
        return this;
    }

    /**
     * A handler that is gone. What waits for it, and its dead letters, are deleted when the first receiver starts.
     *
     * @param name its name before
     * @return this builder
     */
    public DurableInboxBuilder retiredHandler(String name) {
        retired.add(NamedHandler.requireName(name));
        return this;
    }

    /**
     * Runs the transactions of transactional handlers in the way of the application's framework.
     *
     * @param value plain transactions on the data source unless set, in which a statement may take as long as a lease; must be
     *     on the same database
     * @return this builder
     */
    public DurableInboxBuilder handlerTransactions(HandlerTransactions value) {
        transactions = once(transactions, value, "handler transactions");
        return this;
    }

    /**
     * What is done with bodies on their way into the table, for example to encrypt them.
     *
     * @param value {@link BodyCodec#NONE} unless set
     * @return this builder
     */
    public DurableInboxBuilder bodyCodec(BodyCodec value) {
        codec = once(codec, value, "body codec");
        return this;
    }

    /**
     * Starts although the database may lose deliveries that it has confirmed in this way.
     *
     * @param risk what is accepted
     * @return this builder
     */
    public DurableInboxBuilder acceptRisk(DurabilityRisk risk) {
        acceptedRisks.add(requireNonNull(risk, "risk"));
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
     * How often this receiver looks for work when it has none, and no delivery was stored by itself: the longest time until
     * it notices what another receiver has stored and does not handle.
     *
     * @param value positive; 1 second unless set
     * @return this builder
     */
    public DurableInboxBuilder pollInterval(Duration value) {
        pollInterval = once(pollInterval, positive(value, "poll interval"), "poll interval");
        return this;
    }

    /**
     * How long a document belongs to a receiver that is silent. It is renewed three times as often. After it another
     * receiver takes over, and what the first one does late is dropped. All by the database's clock.
     *
     * @param value at least 1 second; 30 seconds unless set
     * @return this builder
     */
    public DurableInboxBuilder lease(Duration value) {
        if (value.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("the lease must be at least " + SHORTEST_LEASE + ", not " + value);
        }
        lease = once(lease, value, "lease");
        return this;
    }

    /**
     * How long deliveries are kept after they were stored, if they are handled by then; copies are recognised for as long.
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
     * How long dead letters are kept. They are dropped then, with a warning for each.
     *
     * @param value positive; until a person decides unless set
     * @return this builder
     */
    public DurableInboxBuilder deadLetterRetention(Duration value) {
        deadLetterRetention =
                once(deadLetterRetention, positive(value, "retention of dead letters"), "retention of dead letters");
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
     * How long storing may take before the delivery is refused with 503. A delivery that waits for others to be stored may
     * take twice as long.
     *
     * @param value from 1 to 5 seconds; 4 seconds unless set
     * @return this builder
     */
    public DurableInboxBuilder storeTimeout(Duration value) {
        if (value.toSeconds() < 1 || value.compareTo(LONGEST_STORE_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "the store timeout must be from 1 to 5 seconds, because senders wait for 10; it is " + value);
        }
        storeTimeout = once(storeTimeout, value, "store timeout");
        return this;
    }

    /**
     * The clock of this receiver. It only measures how long something took, and how far the receiver is from the database:
     * all times that decide are the database's.
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
     * @throws StoreException when the database cannot be reached, unless {@linkplain #startWithoutDatabase that is fine}, has
     *     no tables, or may lose what it has confirmed in a way that is not {@linkplain #acceptRisk accepted}
     * @throws IllegalArgumentException when it is neither PostgreSQL nor H2
     */
    public DurableInbox build() {
        if (firstRetry().compareTo(longestRetry()) > 0) {
            throw new IllegalArgumentException(
                    "the first retry, " + firstRetry() + ", is later than the longest, " + longestRetry());
        }
        renamed.forEach((old, name) -> {
            if (!handlers.containsKey(name) || handlers.containsKey(old)) {
                throw new IllegalArgumentException("the handler " + old + " is to be renamed to " + name
                        + ", so there must be a handler " + name + " and none " + old);
            }
        });
        retired.stream().filter(handlers::containsKey).findAny().ifPresent(name -> {
            throw new IllegalArgumentException("the handler " + name + " is there, and retired");
        });
        return new DurableInbox(dataSource, this);
    }

    boolean createsTables() {
        return createsTables;
    }

    boolean startsWithoutDatabase() {
        return startsWithoutDatabase;
    }

    Map<String, NamedHandler> handlers() {
        return handlers;
    }

    Map<String, String> renamed() {
        return renamed;
    }

    Set<String> retired() {
        return retired;
    }

    Set<DurabilityRisk> acceptedRisks() {
        return acceptedRisks;
    }

    HandlerTransactions transactions() {
        return requireNonNullElseGet(transactions, () -> HandlerTransactions.of(dataSource, lease()));
    }

    BodyCodec codec() {
        return requireNonNullElse(codec, BodyCodec.NONE);
    }

    @Nullable
    Duration deadLetterRetention() {
        return deadLetterRetention;
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
        return requireNonNullElse(pollInterval, Duration.ofSeconds(1));
    }

    Duration lease() {
        return requireNonNullElse(lease, Duration.ofSeconds(30));
    }

    /** How long one answer of the database may take while nobody outside waits for it. */
    Duration answerTimeout() {
        Duration quarter = lease().dividedBy(4);
        return quarter.compareTo(LONGEST_ANSWER) < 0 ? quarter : LONGEST_ANSWER;
    }

    Duration retention() {
        return requireNonNullElse(retention, Duration.ofDays(7));
    }

    Duration shutdownTimeout() {
        return requireNonNullElse(shutdownTimeout, Duration.ofSeconds(30));
    }

    Duration storeTimeout() {
        return requireNonNullElse(storeTimeout, Duration.ofSeconds(4));
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
