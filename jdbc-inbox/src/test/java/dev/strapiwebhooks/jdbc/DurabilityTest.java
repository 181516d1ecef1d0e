package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Databases that lose what they have confirmed. */
@Execution(ExecutionMode.CONCURRENT)
class DurabilityTest {
    @TempDir
    private Path directory;

    @Test
    void h2ThatWritesLaterIsRefusedUnlessThatIsAccepted() {
        String url = "jdbc:h2:" + directory.resolve("later");
        requireRefusedUnlessAccepted(url, DurabilityRisk.H2_WRITE_DELAY, ";WRITE_DELAY=0");
    }

    @Test
    void h2InMemoryIsRefusedUnlessThatIsAccepted() {
        requireRefusedUnlessAccepted("jdbc:h2:mem:lost", DurabilityRisk.H2_IN_MEMORY, "use a file");
    }

    @Test
    void h2OfAVersionThatKeepsLocksIsRefused() throws Exception {
        try (HikariDataSource file = JdbcDataSources.h2(directory.resolve("file"));
                Connection connection = file.getConnection()) {
            assertThat(new H2Database("2.5.252 (2026-01-01)").risks(connection)).containsExactly(DurabilityRisk.H2_2_5);
            assertThat(new H2Database("2.4.240 (2025-09-22)").risks(connection)).isEmpty();
        }
    }

    @Test
    void postgresWithoutFsyncIsRefusedUnlessThatIsAccepted() throws Exception {
        try (PostgresServer server = PostgresServer.withoutFsync()) {
            requireRefusedUnlessAccepted(server.emptyDatabase(), DurabilityRisk.FSYNC_OFF, "set fsync = on");
        }
    }

    /** A usual tuning, of a role or in the URL; whatever it is set to, the inbox waits for the disk. */
    @Test
    void theInboxCommitsSynchronouslyWhateverTheRoleIsSetTo() throws Exception {
        try (PostgresServer server = new PostgresServer();
                HikariDataSource database = pool(server.emptyDatabase() + "&options=-c%20synchronous_commit%3Doff");
                HikariDataSource own = InboxPool.beside(database, new PostgresDatabase(), "test", 1)) {
            assertThat(synchronousCommit(database)).isEqualTo("off");
            assertThat(synchronousCommit(own)).isEqualTo("on");
        }
    }

    @Test
    void aConnectionThatWasBorrowedGoesBackAsItCame() throws Exception {
        try (PostgresServer server = new PostgresServer();
                HikariDataSource database = pool(server.emptyDatabase())) {
            database.setMaximumPoolSize(1);
            DataSource other = SmallPoolTest.hidden(database);
            try (HikariDataSource own = InboxPool.beside(other, new PostgresDatabase(), "test", 1)) {
                assertThat(setting(own, "enable_seqscan")).isEqualTo("off");
            }
            assertThat(setting(database, "enable_seqscan")).isEqualTo("on");
            assertThat(setting(database, "statement_timeout")).isEqualTo("0");
        }
    }

    private static void requireRefusedUnlessAccepted(String url, DurabilityRisk risk, String remedy) {
        try (HikariDataSource database = pool(url)) {
            assertThatThrownBy(
                            () -> DurableInbox.builder(database).createTables().build())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(remedy)
                    .hasMessageContaining("acceptRisk(DurabilityRisk." + risk + ")");
            try (DurableInbox inbox =
                    DurableInbox.builder(database).acceptRisk(risk).build()) {
                inbox.check();
            }
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private static String synchronousCommit(HikariDataSource database) throws Exception {
        return setting(database, "synchronous_commit");
    }

    private static String setting(HikariDataSource database, String name) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
