package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Pools with too few connections are told at the start, and not at night. */
@ResourceLock("log")
class SmallPoolTest {
    @TempDir
    private Path directory;

    @Test
    void fewerConnectionsThanWorkersAreAWarning() {
        try (HikariDataSource database = JdbcDataSources.h2(directory.resolve("webhooks"));
                CapturedLog log = new CapturedLog()) {
            database.setMaximumPoolSize(2);
            try (DurableInbox inbox = DurableInbox.builder(database)
                    .createTables()
                    .workers(3)
                    .handler(delivery -> {})
                    .build()) {
                inbox.check();
            }

            assertThat(log.by(DurableInbox.class))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("has 2 connections, and the inbox 3 workers"));
        }
    }

    @Test
    void aDataSourceThatCannotGiveTheInboxItsOwnIsAMistake() {
        try (HikariDataSource database = JdbcDataSources.h2(directory.resolve("webhooks"))) {
            database.setMaximumPoolSize(3);
            database.setConnectionTimeout(500);
            assertThatThrownBy(() -> DurableInbox.builder(hidden(database))
                            .createTables()
                            .build())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("needs 10 connections of its own")
                    .hasMessageContaining("has given 3");
        }
    }

    /** A pool of another make. */
    static DataSource hidden(DataSource pool) {
        return (DataSource) Proxy.newProxyInstance(
                SmallPoolTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) ->
                        method.getName().equals("isWrapperFor") ? (Object) false : method.invoke(pool, arguments));
    }
}
