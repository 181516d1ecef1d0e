package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.tck.replay.ReplayGuardContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class H2ReplayGuardTest extends ReplayGuardContract {
    @TempDir
    private Path directory;

    private HikariDataSource database;
    private JdbcReplayGuard guard;
    private JdbcReplayGuard other;

    @BeforeEach
    void openDatabase() {
        database = JdbcDataSources.h2(directory.resolve("webhooks"));
        JdbcSchema.apply(database);
        guard = JdbcReplayGuard.create(database);
        other = JdbcReplayGuard.create(database);
    }

    @AfterEach
    void closeDatabase() {
        guard.close();
        other.close();
        database.close();
    }

    @Override
    protected ReplayGuard guard() {
        return guard;
    }

    @Override
    protected ReplayGuard guardOfAnotherReceiver() {
        return other;
    }
}
