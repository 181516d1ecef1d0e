package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.inbox.InboxContract;
import dev.strapiwebhooks.tck.inbox.InboxNode;
import dev.strapiwebhooks.tck.inbox.InboxSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class H2InboxTest extends InboxContract {
    @TempDir
    private Path directory;

    private HikariDataSource database;

    @BeforeEach
    void openDatabase() {
        database = JdbcDataSources.h2(directory.resolve("webhooks"));
        JdbcSchema.apply(database);
    }

    @Override
    protected void closeStore() {
        database.close();
    }

    @Override
    protected InboxNode open(InboxSetup setup) {
        return DurableInboxNode.open(database, setup);
    }
}
