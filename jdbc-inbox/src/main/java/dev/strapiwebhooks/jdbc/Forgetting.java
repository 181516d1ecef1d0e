package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deletes what is kept of a document. What remains of a delivery is that it was there, so that a copy is still one. */
final class Forgetting {
    private Forgetting() {}

    /** How many deliveries were forgotten. A handler that works on one of them comes to its end. */
    static int forget(Connection connection, InboxSql sql, String uid, String documentId) throws SQLException {
        sql.beAlone(connection);
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM strapi_webhook_delivery"
                + " WHERE uid = ? AND document_id = ? AND body IS NOT NULL ORDER BY id FOR UPDATE")) {
            select.setString(1, ColumnText.of(uid));
            select.setString(2, ColumnText.of(documentId));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        for (long id : ids) {
            change(
                    connection,
                    "DELETE FROM strapi_webhook_work WHERE delivery = ? AND document ="
                            + " (SELECT document FROM strapi_webhook_delivery WHERE id = ?)",
                    id,
                    id);
            change(connection, "DELETE FROM strapi_webhook_dead_letter WHERE delivery = ?", id);
            change(
                    connection,
                    "UPDATE strapi_webhook_delivery SET body = NULL, headers = NULL, uid = NULL,"
                            + " document_id = NULL, locale = NULL WHERE id = ?",
                    id);
        }
        return ids.size();
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
