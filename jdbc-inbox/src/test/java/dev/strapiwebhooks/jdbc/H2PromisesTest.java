package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2PromisesTest extends PromisesContract {
    @TempDir
    private Path directory;

    @Override
    HikariDataSource database() {
        HikariDataSource database = JdbcDataSources.h2(directory.resolve("webhooks"));
        JdbcSchema.apply(database);
        return database;
    }
}
