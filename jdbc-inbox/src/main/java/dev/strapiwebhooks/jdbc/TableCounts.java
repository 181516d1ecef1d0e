package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.Inbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Counts what is in the tables. */
final class TableCounts {
    private static final String PENDING = "SELECT COUNT(*), MIN(delivery) FROM strapi_webhook_work";
    /** As long as there was never a handler, whatever is stored waits for one. */
    private static final String UNASSIGNED = "SELECT COUNT(*), MIN(id) FROM strapi_webhook_delivery"
            + " WHERE NOT EXISTS (SELECT 1 FROM strapi_webhook_handler)";

    private TableCounts() {}

    static Inbox.Statistics read(Connection connection, Clock clock) throws SQLException {
        long depth = 0;
        long oldest = Long.MAX_VALUE;
        for (String sql : new String[] {PENDING, UNASSIGNED}) {
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet row = select.executeQuery()) {
                boolean unused = row.next();
                depth += row.getLong(1);
                oldest = row.getLong(1) == 0 ? oldest : Math.min(oldest, row.getLong(2));
            }
        }
        return Inbox.Statistics.of(depth, since(connection, oldest, clock), dead(connection));
    }

    /** By the receiver's clock: how long it waits is measured by the database's. */
    private static @Nullable Instant since(Connection connection, long delivery, Clock clock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT stored_at, CURRENT_TIMESTAMP FROM strapi_webhook_delivery WHERE id = ?")) {
            select.setLong(1, delivery);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                Instant stored = row.getObject(1, OffsetDateTime.class).toInstant();
                Instant now = row.getObject(2, OffsetDateTime.class).toInstant();
                return clock.instant().minus(java.time.Duration.between(stored, now));
            }
        }
    }

    private static long dead(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM strapi_webhook_dead_letter");
                ResultSet row = select.executeQuery()) {
            boolean unused = row.next();
            return row.getLong(1);
        }
    }
}
