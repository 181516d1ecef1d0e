package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.testkit.contract.ReplayGuardContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class H2ReplayGuardTest extends ReplayGuardContract {
    @TempDir
    private Path directory;

    private HikariDataSource database;

    @BeforeEach
    void openDatabase() {
        database = JdbcDataSources.h2(directory.resolve("webhooks"));
        JdbcSchema.apply(database);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Override
    protected ReplayGuard guard() {
        return JdbcReplayGuard.create(database);
    }

    @Override
    protected ReplayGuard guardOfAnotherReceiver() {
        return JdbcReplayGuard.create(database);
    }
}
