package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** H2, in a file of one receiver. */
final class H2Database implements Database {
    private final String version;

    H2Database(String version) {
        this.version = version;
    }

    @Override
    public String folder() {
        return "h2";
    }

    @Override
    public void lockSchema(Connection connection) {
        // the file belongs to one process
    }

    @Override
    public boolean claim(Connection connection, byte[] key, long keepForMillis, String token) throws SQLException {
        try (PreparedStatement renew = connection.prepareStatement("""
                        UPDATE strapi_webhook_claim
                        SET ends_at = DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP), token = ? WHERE replay_key = ? AND ends_at < CURRENT_TIMESTAMP""");
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO strapi_webhook_claim (ends_at, token, replay_key)
                        VALUES (DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP), ?, ?)""")) {
            return changesOne(renew, key, keepForMillis, token) || changesOne(insert, key, keepForMillis, token);
        } catch (SQLException e) {
            if (SqlStates.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public String sessionSettings() {
        return "SET LOCK_TIMEOUT 5000";
    }

    @Override
    public String resetSettings() {
        return "SET LOCK_TIMEOUT 2000"; // what H2 begins with
    }

    @Override
    public Set<DurabilityRisk> risks(Connection connection) throws SQLException {
        Set<DurabilityRisk> risks = EnumSet.noneOf(DurabilityRisk.class);
        if (String.valueOf(connection.getMetaData().getURL()).startsWith("jdbc:h2:mem:")) {
            risks.add(DurabilityRisk.H2_IN_MEMORY);
        } else {
            if (writeDelay(connection) > 0) {
                risks.add(DurabilityRisk.H2_WRITE_DELAY);
            }
            if (version.startsWith("2.5.")) {
                risks.add(DurabilityRisk.H2_2_5);
            }
        }
        return risks;
    }

    private static int writeDelay(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** It is in this process, or on this machine. */
    @Override
    public Optional<Instant> now(Connection connection) {
        return Optional.empty();
    }

    @Override
    public InboxSql inbox(Transactions transactions) {
        return new H2InboxSql(transactions);
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    private static boolean changesOne(PreparedStatement statement, byte[] key, long keepForMillis, String token)
            throws SQLException {
        statement.setLong(1, keepForMillis);
        statement.setString(2, token);
        statement.setBytes(3, key);
        return statement.executeUpdate() == 1;
    }
}
