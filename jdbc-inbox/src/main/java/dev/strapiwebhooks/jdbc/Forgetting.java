package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deletes what is kept of a document. What remains of a delivery is that it was there, so that a copy is still one. */
final class Forgetting {
    private static final int AT_ONCE = 10_000;

    private Forgetting() {}

    /** How many deliveries were forgotten. Looks at all that are kept, some at a time. */
    static int forget(InboxParts parts, String uid, String documentId) throws SQLException {
        int forgotten = 0;
        long from = 0;
        while (from >= 0) {
            long begin = from;
            Found found = parts.operate(connection -> forgetSome(connection, parts.sql(), begin, uid, documentId));
            forgotten += found.ids().size();
            from = found.last();
        }
        return forgotten;
    }

    /**
     * What there is of a document among some deliveries.
     *
     * @param ids its deliveries
     * @param last where the next look begins; -1 at the end
     */
    record Found(List<Long> ids, long last) {}

    static Found forgetSome(Connection connection, InboxSql sql, long from, String uid, String documentId)
            throws SQLException {
        sql.beAlone(connection);
        Found found = find(connection, from, ColumnText.of(uid), ColumnText.of(documentId));
        forget(connection, found.ids());
        return found;
    }

    private static Found find(Connection connection, long from, String uid, String documentId) throws SQLException {
        List<Long> ids = new ArrayList<>();
        long last = from;
        int seen = 0;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, uid = ? AND document_id = ? AND body IS NOT NULL"
                        + " FROM strapi_webhook_delivery WHERE id > ? ORDER BY id LIMIT " + AT_ONCE)) {
            select.setString(1, uid);
            select.setString(2, documentId);
            select.setLong(3, from);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last = row.getLong(1);
                    seen++;
                    if (row.getBoolean(2)) {
                        ids.add(last);
                    }
                }
            }
        }
        return new Found(ids, seen == AT_ONCE ? last : -1);
    }

    /** Locked first, so that none is tried again, or given to a new handler, meanwhile. A handler that works on one of them comes to its end. */
    private static void forget(Connection connection, List<Long> ids) throws SQLException {
        for (long id : ids) {
            WorkRows.lockDelivery(connection, id);
            change(
                    connection,
                    "UPDATE strapi_webhook_delivery SET body = NULL, headers = NULL, uid = NULL, document_id = NULL,"
                            + " locale = NULL WHERE id = ?",
                    id);
            change(
                    connection,
                    "DELETE FROM strapi_webhook_work WHERE delivery = ? AND document ="
                            + " (SELECT document FROM strapi_webhook_delivery WHERE id = ?)",
                    id,
                    id);
            change(connection, "DELETE FROM strapi_webhook_dead_letter WHERE delivery = ?", id);
        }
    }

    private static void change(Connection connection, String sql, long... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
