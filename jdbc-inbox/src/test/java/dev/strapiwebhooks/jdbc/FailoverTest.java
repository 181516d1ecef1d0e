package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that became a standby answers, and writes nothing: its connections must not be kept when it is primary again. */
class FailoverTest {
    private PostgresServer server;
    private HikariDataSource database;

    @BeforeEach
    void start() throws Exception {
        server = new PostgresServer();
        database = PreparedDatabase.on(server);
    }

    @AfterEach
    void stop() throws Exception {
        database.close();
        server.close();
    }

    @Test
    void connectionsToAStandbyAreDropped() throws Exception {
        BlockingQueue<Long> handled = new LinkedBlockingQueue<>();
        try (DurableInbox inbox = DurableInbox.builder(database)
                        .handler(delivery -> handled.add(delivery.id()))
                        .build()
                        .start();
                JdbcReplayGuard guard = JdbcReplayGuard.create(database)) {
            ReplayKey key = ReplayKey.of("guard", new byte[] {1});
            becomes(true);
            assertThatThrownBy(() -> TestDeliveries.store(inbox, 1)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> guard.tryClaim(key, Duration.ofMinutes(1))).isInstanceOf(StoreException.class);

            becomes(false); // new sessions write; those that are there stay as they are
            PromisesContract.awaitThat(() -> isStored(inbox, 2));
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isNotNull();
            PromisesContract.awaitThat(() -> isClaimed(guard, key));
        }
    }

    /** As sessions on a standby are: they can ask, writing fails with 25006, and they stay so as long as they are open. */
    private void becomes(boolean readOnly) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(
                    "ALTER ROLE postgres " + (readOnly ? "SET default_transaction_read_only = on" : "RESET ALL"));
            if (readOnly) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND datname = current_database()");
            }
        }
    }

    private static boolean isStored(DurableInbox inbox, int number) {
        try {
            return TestDeliveries.store(inbox, number).isPresent();
        } catch (StoreException e) {
            return false;
        }
    }

    private static boolean isClaimed(JdbcReplayGuard guard, ReplayKey key) {
        try {
            return guard.tryClaim(key, Duration.ofMinutes(1));
        } catch (StoreException e) {
            return false;
        }
    }
}
