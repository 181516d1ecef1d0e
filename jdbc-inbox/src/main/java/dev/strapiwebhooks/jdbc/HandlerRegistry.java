package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that the database knows. Each delivery is stored with work for each of them, whichever receiver stores it, so
 * that a receiver of yesterday's version stores for the handlers of today's.
 */
final class HandlerRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    /** Leases before work, as ends lock them. */
    private static final String[] TABLES = {
        "strapi_webhook_lease", "strapi_webhook_work", "strapi_webhook_mark", "strapi_webhook_dead_letter"
    };

    private static final int FILLED_AT_ONCE = 500;
    private static final int ATTEMPTS = 3;

    private HandlerRegistry() {}

    /** Makes the receiver's handlers known, and tells of those that it does not have. */
    static void register(Transactions transactions, InboxSql sql, DurableInboxBuilder settings) {
        if (settings.handlers().isEmpty()) {
            return;
        }
        try {
            Map<String, Long> known = transactions.single(HandlerRegistry::pending);
            if (differs(known, settings)) {
                known = changed(transactions, sql, settings);
            }
            known.keySet().removeAll(settings.handlers().keySet());
            if (!known.isEmpty()) {
                LOG.warn(
                        "The inbox has work for handlers that this receiver does not have: {}; nobody does it unless another"
                                + " receiver has them. A handler that was renamed needs renamedHandler(old, new), one that is"
                                + " gone needs retiredHandler(name)",
                        known.entrySet().stream()
                                .map(handler -> handler.getKey() + " (" + handler.getValue() + " waiting)")
                                .collect(Collectors.joining(", ")));
            }
        } catch (SQLException e) {
            throw new StoreException("the handlers cannot be registered", e);
        }
    }

    /** Receivers are at work meanwhile; a deadlock with one of them must not keep this one from starting. */
    private static Map<String, Long> changed(Transactions transactions, InboxSql sql, DurableInboxBuilder settings)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.inOne(connection -> {
                    sql.lockOutStoring(connection);
                    change(connection, settings);
                    return pending(connection);
                });
            } catch (SQLException e) {
                if (!SqlStates.isWorthAnotherTry(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static boolean differs(Map<String, Long> known, DurableInboxBuilder settings) {
        return !known.keySet().containsAll(settings.handlers().keySet())
                || settings.renamed().keySet().stream().anyMatch(known::containsKey)
                || settings.retired().stream().anyMatch(known::containsKey);
    }

    private static void change(Connection connection, DurableInboxBuilder settings) throws SQLException {
        for (Map.Entry<String, String> name : settings.renamed().entrySet()) {
            rename(connection, name.getKey(), name.getValue());
        }
        for (String name : settings.retired()) {
            int unused = update(connection, "DELETE FROM strapi_webhook_handler WHERE name = ?", name);
            for (String table : TABLES) {
                unused = update(connection, "DELETE FROM " + table + " WHERE handler = ?", name);
            }
        }
        boolean first = update(connection, "SELECT 1 FROM strapi_webhook_handler WHERE name <> ?", "") == 0;
        for (NamedHandler handler : settings.handlers().values()) {
            insert(connection, handler, first);
        }
    }

    private static void rename(Connection connection, String old, String name) throws SQLException {
        if (update(connection, "SELECT 1 FROM strapi_webhook_handler WHERE name = ?", old) == 0) {
            return; // done before
        }
        if (update(connection, "SELECT 1 FROM strapi_webhook_handler WHERE name = ?", name) > 0) {
            throw new IllegalArgumentException("the handler " + old + " cannot be renamed to " + name
                    + ", because the inbox knows both; retire one of them");
        }
        int unused = update(connection, "UPDATE strapi_webhook_handler SET name = ? WHERE name = ?", name, old);
        for (String table : TABLES) {
            unused = update(connection, "UPDATE " + table + " SET handler = ? WHERE handler = ?", name, old);
        }
    }

    /** The first handlers of all begin with the oldest: what was stored before them waits for them. */
    private static void insert(Connection connection, NamedHandler handler, boolean first) throws SQLException {
        boolean oldest = first || handler.start() == HandlerStart.OLDEST_KEPT;
        String last = "(SELECT COALESCE(MAX(id), 0) FROM strapi_webhook_delivery)";
        int unused = update(
                connection,
                "INSERT INTO strapi_webhook_handler (name, fill_from, fill_to) SELECT ?, " + (oldest ? "0" : last)
                        + ", " + last + " WHERE NOT EXISTS (SELECT 1 FROM strapi_webhook_handler WHERE name = ?)",
                handler.name(),
                handler.name());
    }

    /** Gives some kept deliveries to a handler that is to have them; true when it has all. */
    static boolean fill(Transactions transactions, InboxSql sql, String handler) throws SQLException {
        return transactions.inOne(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT fill_from, fill_to FROM strapi_webhook_handler WHERE name = ? FOR UPDATE")) {
                select.setString(1, handler);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next() || row.getLong(1) >= row.getLong(2)) {
                        return true;
                    }
                    long last = sql.fill(connection, handler, row.getLong(1), row.getLong(2), FILLED_AT_ONCE);
                    setFilled(connection, handler, last < 0 ? row.getLong(2) : last);
                    return last < 0;
                }
            }
        });
    }

    private static void setFilled(Connection connection, String handler, long upTo) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE strapi_webhook_handler SET fill_from = ? WHERE name = ?")) {
            update.setLong(1, upTo);
            update.setString(2, handler);
            update.executeUpdate();
        }
    }

    private static Map<String, Long> pending(Connection connection) throws SQLException {
        Map<String, Long> pending = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT h.name, (SELECT COUNT(*) FROM"
                        + " strapi_webhook_work w WHERE w.handler = h.name) FROM strapi_webhook_handler h");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                pending.put(row.getString(1), row.getLong(2));
            }
        }
        return pending;
    }

    /** How many rows it has changed, or found. */
    private static int update(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            if (!statement.execute()) {
                return statement.getUpdateCount();
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? 1 : 0;
            }
        }
    }
}
