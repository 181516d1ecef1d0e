package dev.strapiwebhooks.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The protocol on PostgreSQL: row locks, and as few trips as possible. */
final class PostgresInboxSql implements InboxSql {
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2000-01-01T00:00:00Z");
    /** A transaction that took an earlier due time may be seen later than one with a later time. */
    private static final Duration OVERLAP = Duration.ofMillis(200);

    private final Transactions transactions;
    /** The due times before it were taken; looking at them again costs time while old row versions cannot be removed. */
    private volatile OffsetDateTime floor = LONG_AGO;

    PostgresInboxSql(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<String, Long> store(List<NewDelivery> deliveries, Duration within) throws SQLException {
        return transactions.within(within).single(connection -> {
            try (PreparedStatement store = connection.prepareStatement(PostgresStatements.STORE)) {
                new ArrayParameters(connection, store)
                        .bytes(deliveries, NewDelivery::keyBytes)
                        .texts(deliveries, NewDelivery::token)
                        .texts(deliveries, NewDelivery::document)
                        .texts(deliveries, delivery -> delivery.texts().get(0))
                        .texts(deliveries, delivery -> delivery.texts().get(1))
                        .texts(deliveries, delivery -> delivery.texts().get(2))
                        .texts(deliveries, delivery -> delivery.texts().get(3))
                        .texts(deliveries, delivery -> delivery.texts().get(4))
                        .texts(deliveries, delivery -> delivery.texts().get(5))
                        .numbers(deliveries, NewDelivery::sequence)
                        .times(deliveries, NewDelivery::createdAt)
                        .times(deliveries, NewDelivery::receivedAt)
                        .texts(deliveries, NewDelivery::headers)
                        .bytes(deliveries, NewDelivery::body)
                        .numbers(deliveries, delivery -> delivery.hold().toMillis())
                        .texts(documents(deliveries), document -> document);
                Map<String, Long> stored = new HashMap<>();
                try (ResultSet row = store.executeQuery()) {
                    while (row.next()) {
                        stored.put(row.getString(1), row.getLong(2));
                    }
                }
                return stored;
            }
        });
    }

    private static Collection<String> documents(List<NewDelivery> deliveries) {
        return deliveries.stream().map(NewDelivery::document).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<Claimed> claim(Claim claim) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement take = connection.prepareStatement(PostgresStatements.CLAIM)) {
                ArrayParameters parameters = new ArrayParameters(connection, take);
                parameters.value(claim.everything() ? LONG_AGO : floor.minus(OVERLAP));
                parameters
                        .texts(claim.handlers(), handler -> handler)
                        .texts(claim.inHand(), LeaseKey::document)
                        .texts(claim.inHand(), LeaseKey::handler)
                        .value(claim.suspects())
                        .value(claim.takeOver())
                        .value(claim.most())
                        .value(claim.lease().toMillis())
                        .value(claim.owner());
                return claimed(take, claim.everything());
            }
        });
    }

    private List<Claimed> claimed(PreparedStatement take, boolean everything) throws SQLException {
        List<Claimed> claimed = new ArrayList<>();
        OffsetDateTime latest = everything ? LONG_AGO : floor;
        try (ResultSet row = take.executeQuery()) {
            while (row.next()) {
                claimed.add(new Claimed(
                        new LeaseKey(row.getString("document"), row.getString("handler")),
                        row.getLong("fence"),
                        row.getInt("tries")));
                OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
                latest = due.isAfter(latest) ? due : latest;
            }
        }
        // also back: after a failover the database's clock may be behind what it was
        floor = claimed.isEmpty() ? floor : latest;
        return claimed;
    }

    @Override
    public void release(String owner, Collection<LeaseKey> inHand) throws SQLException {
        int unused = transactions.inOne(connection -> WorkRows.release(connection, owner, inHand));
    }

    @Override
    public List<WorkItem> read(Collection<DocumentLease> leases, int most) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement read = connection.prepareStatement(PostgresStatements.READ)) {
                new ArrayParameters(connection, read)
                        .texts(leases, lease -> lease.key().document())
                        .texts(leases, lease -> lease.key().handler())
                        .numbers(leases, lease -> (long) lease.tries())
                        .numbers(leases, lease -> lease.handled().sequence())
                        .moments(leases, lease -> lease.handled().createdAt())
                        .numbers(leases, lease -> lease.handled().delivery())
                        .value(most);
                return WorkRows.read(read);
            }
        });
    }

    @Override
    public Duration untilNext(Set<String> handlers, Duration atMost) throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement ask = connection.prepareStatement(PostgresStatements.UNTIL_NEXT)) {
                new ArrayParameters(connection, ask).value(floor.minus(OVERLAP)).texts(handlers, handler -> handler);
                try (ResultSet row = ask.executeQuery()) {
                    return row.next() ? WorkRows.limited(row.getLong(1), atMost) : atMost;
                }
            }
        });
    }

    @Override
    public Set<LeaseKey> renew(Collection<DocumentLease> leases, Duration length) throws SQLException {
        return keys(PostgresStatements.RENEW, leases, length.toMillis());
    }

    @Override
    public Set<LeaseKey> stillHeld(Collection<DocumentLease> leases) throws SQLException {
        return keys(PostgresStatements.STILL_HELD, leases, null);
    }

    private Set<LeaseKey> keys(String sql, Collection<DocumentLease> leases, @Nullable Long millis)
            throws SQLException {
        return transactions.single(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                ArrayParameters parameters = leases(new ArrayParameters(connection, statement), leases);
                if (millis != null) {
                    parameters.value(millis);
                }
                return WorkRows.keys(statement);
            }
        });
    }

    @Override
    public Set<LeaseKey> end(List<Ending> endings) throws SQLException {
        List<Ending> last = endings.stream().filter(Ending::last).toList();
        List<Ending> items =
                endings.stream().filter(ending -> ending.item() != null).toList();
        if (last.isEmpty()) {
            return transactions.single(connection -> {
                try (PreparedStatement end = connection.prepareStatement(PostgresStatements.END)) {
                    items(new ArrayParameters(connection, end), items);
                    return WorkRows.keys(end);
                }
            });
        }
        return transactions.inOne(connection -> endLast(connection, items, last, lockUnwatched(connection, last)));
    }

    /** A row that a storing transaction holds must not go: it relies on it. One that nobody holds can be looked at. */
    private static List<Ending> lockUnwatched(Connection connection, List<Ending> last) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(PostgresStatements.LOCK_UNWATCHED)) {
            leases(new ArrayParameters(connection, lock), ofEndings(last));
            Set<LeaseKey> locked = WorkRows.keys(lock);
            return last.stream()
                    .filter(ending -> locked.contains(ending.lease().key()))
                    .toList();
        }
    }

    /** In one trip, and each statement sees what has happened before its lock. */
    private static Set<LeaseKey> endLast(
            Connection connection, List<Ending> items, List<Ending> last, List<Ending> unwatched) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(PostgresStatements.END_LAST)) {
            ArrayParameters parameters = items(new ArrayParameters(connection, end), items);
            leases(leases(parameters, ofEndings(unwatched)), ofEndings(last))
                    .numbers(last, ending -> (long) ending.tries())
                    .numbers(last, ending -> unwatched.contains(ending) ? 0L : 1L);
            end.execute();
            try (ResultSet written = end.getResultSet()) {
                return WorkRows.keys(written);
            }
        }
    }

    private static ArrayParameters items(ArrayParameters parameters, List<Ending> items) throws SQLException {
        return leases(parameters, ofEndings(items))
                .numbers(items, ending -> position(ending).sequence())
                .moments(items, ending -> position(ending).createdAt())
                .numbers(items, ending -> position(ending).delivery())
                .texts(items, ending -> ending.outcome().name())
                .numbers(items, ending -> (long) item(ending).attempt())
                .numbers(items, ending -> ending.pause().toMillis())
                .texts(items, Ending::error)
                .numbers(items, ending -> markBefore(ending).sequence())
                .moments(items, ending -> markBefore(ending).createdAt())
                .numbers(items, ending -> markBefore(ending).delivery());
    }

    private static List<DocumentLease> ofEndings(List<Ending> endings) {
        return endings.stream().map(Ending::lease).toList();
    }

    private static ArrayParameters leases(ArrayParameters parameters, Collection<DocumentLease> leases)
            throws SQLException {
        return parameters
                .texts(leases, lease -> lease.key().document())
                .texts(leases, lease -> lease.key().handler())
                .numbers(leases, DocumentLease::fence);
    }

    private static WorkItem item(Ending ending) {
        return requireNonNull(ending.item());
    }

    private static Position markBefore(Ending ending) {
        return ending.lease().markBefore(item(ending));
    }

    private static Position position(Ending ending) {
        return item(ending).position();
    }

    @Override
    public boolean isPending(WorkItem item) throws SQLException {
        return transactions.single(connection -> WorkRows.isPending(connection, item));
    }

    @Override
    public boolean removeIn(Connection connection, DocumentLease lease, WorkItem item, Duration idleLimit)
            throws SQLException {
        try (PreparedStatement limit =
                connection.prepareStatement("SELECT set_config('idle_in_transaction_session_timeout', ?, true)")) {
            limit.setString(1, Long.toString(idleLimit.toMillis()));
            limit.execute();
        }
        try (PreparedStatement lock = connection.prepareStatement(PostgresStatements.LOCK_OWN)) {
            lock.setString(1, lease.key().document());
            lock.setString(2, lease.key().handler());
            lock.setLong(3, lease.fence());
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
            }
        }
        if (!WorkRows.remove(connection, lease.key(), item.position())) {
            return false;
        }
        if (!item.overtaken()) {
            mark(connection, lease.markBefore(item), item);
        }
        return true;
    }

    private static void mark(Connection connection, Position before, WorkItem item) throws SQLException {
        Position position = item.position();
        try (PreparedStatement move = connection.prepareStatement(PostgresStatements.MOVE_MARK);
                PreparedStatement insert = connection.prepareStatement(PostgresStatements.INSERT_MARK)) {
            move.setLong(1, position.sequence());
            move.setObject(2, position.createdAt());
            move.setLong(3, position.delivery());
            WorkRows.setThis(move, 4, item.key(), before);
            if (move.executeUpdate() == 0) {
                WorkRows.setThis(insert, item.key(), position);
                insert.executeUpdate();
            }
        }
    }

    @Override
    public void beAlone(Connection connection) {
        // row locks do
    }

    @Override
    public void revive(Connection connection, LeaseKey key, Position position) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(PostgresStatements.HOLD)) {
            hold.setString(1, key.document());
            hold.setString(2, key.handler());
            hold.execute();
        }
        WorkRows.insert(connection, key, position);
        WorkRows.wake(connection, key);
    }

    @Override
    public void lockOutStoring(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("LOCK TABLE strapi_webhook_delivery IN SHARE ROW EXCLUSIVE MODE;"
                        + " SET LOCAL statement_timeout = '100s'; SET LOCAL lock_timeout = '60s'")) {
            lock.execute();
        }
    }

    @Override
    public long fill(Connection connection, String handler, long from, long to, int most) throws SQLException {
        try (PreparedStatement fill = connection.prepareStatement(PostgresStatements.FILL)) {
            new ArrayParameters(connection, fill)
                    .value(from)
                    .value(to)
                    .value(most)
                    .value(handler)
                    .value(handler);
            try (ResultSet row = fill.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    @Override
    public String ago() {
        return "clock_timestamp() - ? * INTERVAL '1 ms'";
    }

    @Override
    public List<Long> lockToDelete(Connection connection, List<Long> deliveries) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT id FROM strapi_webhook_delivery WHERE id = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED")) {
            new ArrayParameters(connection, lock).numbers(deliveries, delivery -> delivery);
            List<Long> locked = new ArrayList<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getLong(1));
                }
            }
            return locked;
        }
    }
}
