package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL, for production and for many receivers. */
final class PostgresDatabase implements Database {
    /** Names an advisory lock. */
    private static final long SCHEMA_LOCK = 0x5374726170690001L;

    /**
     * Plans that need no statistics: a table that was empty a moment ago may hold a million rows. Commits that wait for the
     * disk, whatever the server or the role is set to. A receiver that was suspended in a transaction loses it, and an answer
     * that nobody waits for any more is not worked out.
     */
    private static final String SESSION = """
            SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off;
            SET enable_mergejoin = off; SET enable_bitmapscan = off; SET statement_timeout = '10s'; SET lock_timeout = '5s';
            SET idle_in_transaction_session_timeout = '10s';
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'""";

    private static final String RESET = """
            RESET plan_cache_mode; RESET enable_seqscan; RESET enable_hashjoin; RESET enable_mergejoin; RESET enable_bitmapscan;
            RESET statement_timeout; RESET lock_timeout; RESET idle_in_transaction_session_timeout; RESET synchronous_commit""";

    private static final List<DurabilityRisk> RISKS =
            List.of(DurabilityRisk.FSYNC_OFF, DurabilityRisk.FULL_PAGE_WRITES_OFF);

    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public void lockSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
        }
    }

    @Override
    public boolean claim(Connection connection, byte[] key, long keepForMillis, String token) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement("""
                INSERT INTO strapi_webhook_claim AS held (replay_key, ends_at, token)
                VALUES (?, CURRENT_TIMESTAMP + ? * INTERVAL '1 millisecond', ?)
                ON CONFLICT (replay_key) DO UPDATE SET ends_at = excluded.ends_at, token = excluded.token
                WHERE held.ends_at < CURRENT_TIMESTAMP""")) {
            claim.setBytes(1, key);
            claim.setLong(2, keepForMillis);
            claim.setString(3, token);
            return claim.executeUpdate() == 1;
        }
    }

    @Override
    public String sessionSettings() {
        return SESSION;
    }

    @Override
    public String resetSettings() {
        return RESET;
    }

    @Override
    public Set<DurabilityRisk> risks(Connection connection) throws SQLException {
        Set<DurabilityRisk> risks = EnumSet.noneOf(DurabilityRisk.class);
        try (PreparedStatement ask = connection.prepareStatement(
                        "SELECT current_setting('fsync'), current_setting('full_page_writes')");
                ResultSet row = ask.executeQuery()) {
            boolean unused = row.next();
            for (int i = 0; i < RISKS.size(); i++) {
                if (row.getString(i + 1).equals("off")) {
                    risks.add(RISKS.get(i));
                }
            }
        }
        return risks;
    }

    @Override
    public Optional<Instant> now(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = ask.executeQuery()) {
            return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }

    @Override
    public InboxSql inbox(Transactions transactions) {
        return new PostgresInboxSql(transactions);
    }

    @Override
    public boolean isRemote() {
        return true;
    }
}
