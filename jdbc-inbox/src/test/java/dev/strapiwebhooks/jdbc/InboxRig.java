package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.jdbc.DocumentLease.Moment;
import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** A database with the inbox's tables and one handler, and the protocol's steps one by one, as any receiver takes them. */
final class InboxRig implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    /** Over as soon as it is written. */
    static final Duration NO_LEASE = Duration.ofMillis(-1);

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final HikariDataSource given;
    final Database kind;
    final HikariDataSource pool;
    final InboxSql sql;

    InboxRig(HikariDataSource given) throws SQLException {
        this.given = given;
        this.kind = Database.of(given);
        this.pool = InboxPool.beside(given, kind, "race", 16);
        this.sql = sqlOn(pool);
        execute("INSERT INTO strapi_webhook_handler (name, fill_from, fill_to) VALUES ('default', 0, 0)");
    }

    InboxSql sqlOn(DataSource dataSource) {
        return kind.inbox(new Transactions(dataSource));
    }

    /** A transaction on a connection as the inbox has it. */
    OpenTransaction open() throws SQLException {
        return new OpenTransaction(pool, kind);
    }

    DurableInboxBuilder builder(InboxHandler handler) {
        return plain().handler(handler);
    }

    DurableInboxBuilder plain() {
        return DurableInbox.builder(given)
                .acceptRisk(DurabilityRisk.FSYNC_OFF)
                .orderingDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    /** The number says where it belongs in its document. */
    static NewDelivery delivery(String document, int number) {
        String body = "{\"event\":\"entry.update\",\"createdAt\":\"" + START.plusSeconds(number)
                + "\",\"model\":\"a\",\"entry\":{\"id\":" + number + ",\"documentId\":\"" + document + "\"}}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new NewDelivery(
                ReplayKey.of("strapi", bytes),
                UUID.randomUUID().toString(),
                document,
                Arrays.asList("strapi", "default", "entry.update", "a", document, null),
                0,
                START.plusSeconds(number),
                START,
                HeaderJson.write(Map.of()),
                bytes,
                Duration.ZERO,
                Duration.ofMinutes(11));
    }

    long store(String document, int number) throws SQLException {
        return storeOne(sql, delivery(document, number));
    }

    static long storeOne(InboxSql sql, NewDelivery delivery) throws SQLException {
        return requireNonNull(store(sql, delivery).get(delivery.token()));
    }

    static Map<String, Long> store(InboxSql sql, NewDelivery... deliveries) throws SQLException {
        return sql.store(List.of(deliveries), Duration.ofSeconds(5));
    }

    DocumentLease claimOne(Duration length) throws SQLException {
        List<DocumentLease> leases = claim(length);
        assertThat(leases).hasSize(1);
        return leases.get(0);
    }

    List<DocumentLease> claim(Duration length, LeaseKey... inHand) throws SQLException {
        return claim(sql, length, inHand);
    }

    static List<DocumentLease> claim(InboxSql sql, Duration length, LeaseKey... inHand) throws SQLException {
        return claim(sql, length, true, inHand);
    }

    /** As one that has just reached the database, which leaves others what they may still renew. */
    List<DocumentLease> claimFree(Duration length) throws SQLException {
        return claim(sql, length, false);
    }

    private static List<DocumentLease> claim(InboxSql sql, Duration length, boolean takeOver, LeaseKey... inHand)
            throws SQLException {
        InboxSql.Claim claim =
                new InboxSql.Claim(Set.of("default"), List.of(inHand), 10, "another", length, true, true, takeOver);
        return sql.claim(claim).stream().map(taken -> lease(taken, length)).toList();
    }

    static DocumentLease lease(InboxSql.Claimed taken, Duration length) {
        Clock clock = Clock.systemUTC();
        return new DocumentLease(taken.key(), taken.fence(), taken.tries(), length, clock, Moment.now(clock));
    }

    List<WorkItem> read(DocumentLease lease) throws SQLException {
        return sql.read(List.of(lease), 50);
    }

    Set<LeaseKey> end(Ending... endings) throws SQLException {
        return sql.end(List.of(endings));
    }

    /** As the first statement of an end does. */
    void lockLease(OpenTransaction ending, DocumentLease lease) throws SQLException {
        if (kind.isRemote()) {
            assertThat(ending.sql.end(List.of(Ending.nothing(lease, true)))).isEmpty();
        } else {
            ending.sql.beAlone(ending.connection());
        }
    }

    /** Whether somebody will come for all that waits, and finds it. */
    void requireNothingLost() {
        assertThat(number(
                        "SELECT COUNT(*) FROM strapi_webhook_work w WHERE NOT EXISTS (SELECT 1 FROM strapi_webhook_lease l"
                                + " WHERE l.document = w.document AND l.handler = w.handler)"))
                .as("work that nobody comes for")
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM strapi_webhook_work w WHERE NOT EXISTS (SELECT 1 FROM"
                        + " strapi_webhook_delivery d WHERE d.id = w.delivery AND d.body IS NOT NULL)"))
                .as("work without its delivery")
                .isZero();
    }

    void execute(String statements) throws SQLException {
        try (Connection connection = given.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    long pending() {
        return number("SELECT COUNT(*) FROM strapi_webhook_work");
    }

    long number(String query) {
        try (Connection connection = given.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many sessions wait for a lock of another. */
    long blocked() {
        return number(
                kind.isRemote()
                        ? "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND cardinality(pg_blocking_pids(pid)) > 0"
                        : "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL");
    }

    static List<Long> ids(Collection<WorkItem> items) {
        return items.stream().map(WorkItem::id).toList();
    }

    @Override
    public void close() {
        pool.close();
        given.close();
    }
}
