package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that the database knows. Each delivery is stored with work for each of them, whichever receiver stores it, so
 * that a receiver of yesterday's version stores for the handlers of today's.
 */
final class HandlerRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);
    private static final int FILLED_AT_ONCE = 500;

    private static final String WORK = "strapi_webhook_work";
    private static final String DEAD_LETTERS = "strapi_webhook_dead_letter";
    /** Leases before work, as ends lock them. */
    private static final String[] TABLES = {"strapi_webhook_lease", WORK, DEAD_LETTERS};

    /** Receivers wait for it, and a large table takes some seconds; it must not be given up and begun again for ever. */
    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(2);

    private static final int ATTEMPTS = 3;

    private HandlerRegistry() {}

    /** Makes the receiver's handlers known, and tells of those that it does not have. */
    static void register(Transactions transactions, InboxSql sql, DurableInboxBuilder settings) {
        if (settings.handlers().isEmpty()) {
            return;
        }
        try {
            Set<String> known = transactions.single(HandlerRegistry::names);
            if (differs(known, settings)) {
                known = changed(transactions.within(LONGEST_CHANGE), sql, settings);
            }
            known.removeAll(settings.handlers().keySet());
            if (!known.isEmpty()) {
                LOG.warn(
                        "The inbox knows handlers that this receiver does not have: {}; what is stored for them waits until a"
                                + " receiver has them. A handler that was renamed needs renamedHandler(old, new), one that is"
                                + " gone needs retiredHandler(name)",
                        String.join(", ", known));
            }
        } catch (SQLException e) {
            throw new StoreException("the handlers cannot be registered", e);
        }
    }

    /** Receivers are at work meanwhile; a deadlock with one of them must not keep this one from starting. */
    private static Set<String> changed(Transactions transactions, InboxSql sql, DurableInboxBuilder settings)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                Set<String> known = transactions.inOne(connection -> {
                    sql.lockOutStoring(connection);
                    change(connection, settings);
                    return names(connection);
                });
                int unused = transactions.inOne(connection -> changeMarks(connection, sql, settings));
                return known;
            } catch (SQLException e) {
                if (!SqlStates.isWorthAnotherTry(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static boolean differs(Set<String> known, DurableInboxBuilder settings) {
        return !known.containsAll(settings.handlers().keySet())
                || settings.renamed().keySet().stream().anyMatch(known::contains)
                || settings.retired().stream().anyMatch(known::contains);
    }

    private static void change(Connection connection, DurableInboxBuilder settings) throws SQLException {
        boolean first = names(connection).isEmpty();
        for (Map.Entry<String, String> name : settings.renamed().entrySet()) {
            if (names(connection).contains(name.getKey())) {
                rename(connection, name.getKey(), name.getValue());
            }
        }
        for (String name : settings.retired()) {
            int unused = update(connection, "DELETE FROM strapi_webhook_handler WHERE name = ?", name);
            for (String table : TABLES) {
                unused = update(connection, "DELETE FROM " + table + " WHERE handler = ?", name);
            }
        }
        for (NamedHandler handler : settings.handlers().values()) {
            insert(connection, handler, first);
        }
    }

    /**
     * Where both names are known, a receiver of the old version has started again meanwhile; what was stored from then on is
     * stored for both.
     */
    private static void rename(Connection connection, String old, String name) throws SQLException {
        if (names(connection).contains(name)) {
            int unused = update(
                    connection,
                    "DELETE FROM strapi_webhook_work WHERE handler = ? AND delivery >"
                            + " (SELECT fill_to FROM strapi_webhook_handler WHERE name = ?)",
                    old,
                    old);
            unused = update(connection, "DELETE FROM strapi_webhook_handler WHERE name = ?", old);
        } else {
            int unused = update(connection, "UPDATE strapi_webhook_handler SET name = ? WHERE name = ?", name, old);
        }
        for (String table : TABLES) {
            String same = table.equals(DEAD_LETTERS) ? "n.delivery = o.delivery" : "n.document = o.document";
            String alsoSame = table.equals(WORK) ? " AND n.delivery = o.delivery" : "";
            int unused = update(
                    connection,
                    "UPDATE " + table + " o SET handler = ? WHERE handler = ? AND NOT EXISTS (SELECT 1 FROM " + table
                            + " n WHERE " + same + alsoSame + " AND n.handler = ?)",
                    name,
                    old,
                    name);
            unused = update(connection, "DELETE FROM " + table + " WHERE handler = ?", old);
        }
    }

    /** There may be one for each document that there ever was, so nobody waits for these. */
    private static int changeMarks(Connection connection, InboxSql sql, DurableInboxBuilder settings)
            throws SQLException {
        sql.beAlone(connection);
        int changed = 0;
        for (Map.Entry<String, String> name : settings.renamed().entrySet()) {
            changed += update(
                    connection,
                    "UPDATE strapi_webhook_mark o SET handler = ? WHERE handler = ? AND NOT EXISTS (SELECT 1 FROM"
                            + " strapi_webhook_mark n WHERE n.document = o.document AND n.handler = ?)",
                    name.getValue(),
                    name.getKey(),
                    name.getValue());
        }
        List<String> gone = new ArrayList<>(settings.renamed().keySet());
        gone.addAll(settings.retired());
        for (String name : gone) {
            changed += update(connection, "DELETE FROM strapi_webhook_mark WHERE handler = ?", name);
        }
        return changed;
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

    static Set<String> names(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM strapi_webhook_handler");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    /** How many rows it has changed. */
    private static int update(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
