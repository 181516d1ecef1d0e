package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A PostgreSQL that is away when the receiver starts, and comes later. */
@Execution(ExecutionMode.CONCURRENT)
class LateDatabaseTest {
    private static final byte[] BODY = "{\"event\":\"test.1\"}".getBytes(StandardCharsets.UTF_8);
    private static final ReplayKey KEY = ReplayKey.of("strapi", BODY);

    private final BlockingQueue<StoredDelivery> handled = new LinkedBlockingQueue<>();
    private PostgresServer server;
    private HikariDataSource database;

    @BeforeEach
    void begin() throws Exception {
        server = new PostgresServer();
        String url = server.emptyDatabase();
        server.stop();
        database = JdbcDataSources.connect(url, null, null);
        database.setConnectionTimeout(500);
    }

    @AfterEach
    void end() throws Exception {
        database.close();
        server.close();
    }

    @Test
    void theInboxMakesItsTablesAndWorksWhenTheDatabaseComes() throws Exception {
        try (DurableInbox inbox = later().build().start()) {
            assertThatThrownBy(() -> store(inbox)).isInstanceOf(StoreException.class);
            assertThatThrownBy(inbox::check).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> inbox.deadLetters().list(0, 1)).isInstanceOf(StoreException.class);
            assertThatThrownBy(inbox::start).hasMessageContaining("started already");

            server.startAgain();

            assertThat(untilReached(() -> store(inbox))).isPresent();
            StoredDelivery delivery = handled.poll(30, TimeUnit.SECONDS);
            assertThat(delivery).isNotNull();
            assertThat(delivery.received().event().name()).isEqualTo("test.1");
            assertThat(inbox.deadLetters().list(0, 1)).isEmpty();
        }
    }

    @Test
    void anInboxThatIsStoppedBeforeTheDatabaseComesStaysStopped() throws Exception {
        try (DurableInbox inbox = later().build().start()) {
            inbox.stop();
            server.startAgain();
            assertThat(untilReached(() -> store(inbox))).isPresent();
            assertThat(inbox.statistics().depth()).isEqualTo(1);
            assertThat(handled).isEmpty();

            assertThat(inbox.start()).isSameAs(inbox);

            assertThat(handled.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void theReplayGuardMakesItsTablesAndWorksWhenTheDatabaseComes() throws Exception {
        JdbcReplayGuard guard = JdbcReplayGuard.startWithoutDatabase(database, true);
        assertThatThrownBy(() -> guard.tryClaim(KEY, Duration.ofMinutes(1))).isInstanceOf(StoreException.class);
        assertThatThrownBy(guard::check).isInstanceOf(StoreException.class);

        server.startAgain();

        assertThat(untilReached(() -> guard.tryClaim(KEY, Duration.ofMinutes(1))))
                .isTrue();
        assertThat(guard.tryClaim(KEY, Duration.ofMinutes(1))).isFalse();
        guard.check();
    }

    @Test
    void unlessThatIsFineItIsAMistake() {
        assertThatThrownBy(() -> DurableInbox.builder(database).createTables().build())
                .isInstanceOf(StoreException.class)
                .hasMessage("the database cannot be reached");
        assertThatThrownBy(() -> JdbcReplayGuard.create(database)).hasMessage("the database cannot be reached");
    }

    @Test
    void aDatabaseThatIsThereAndCannotBeUsedIsAMistakeAlways() throws Exception {
        server.startAgain();
        assertThatThrownBy(() ->
                        DurableInbox.builder(database).startWithoutDatabase().build())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("JdbcSchema.apply(dataSource)");
        try (HikariDataSource missing = JdbcDataSources.connect(
                database.getJdbcUrl().replaceFirst("/test\\d+", "/no_such_database"), "postgres", "")) {
            missing.setConnectionTimeout(500);
            assertThatThrownBy(() -> DurableInbox.builder(missing)
                            .startWithoutDatabase()
                            .createTables()
                            .build())
                    .isInstanceOf(StoreException.class)
                    .hasStackTraceContaining("no_such_database");
        }
    }

    private DurableInboxBuilder later() {
        return DurableInbox.builder(database)
                .handler(handled::add)
                .createTables()
                .startWithoutDatabase()
                .orderingDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    private static OptionalLong store(DurableInbox inbox) {
        return inbox.store(KEY, TestDeliveries.received(BODY), Duration.ofMinutes(11));
    }

    private static <T> T untilReached(Supplier<T> asked) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return asked.get();
            } catch (StoreException e) {
                assertThat(System.nanoTime() - end).as("in time").isNegative();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
