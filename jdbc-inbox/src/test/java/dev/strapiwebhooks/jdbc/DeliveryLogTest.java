package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What operators read about a stored delivery. */
@Isolated
class DeliveryLogTest {
    private static final String ARTICLE = "{\"event\":\"entry.update\",\"createdAt\":\"2026-11-01T00:00:00Z\","
            + "\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"documentId\":\"d1\",\"locale\":\"en\"}}";
    private static final String NAMED = "entry.update api::article.article/d1/en";

    @TempDir
    private Path directory;

    private final CapturedLog log = new CapturedLog();
    private HikariDataSource database;

    @BeforeEach
    void open() {
        database = JdbcDataSources.h2(directory.resolve("webhooks"));
        JdbcSchema.apply(database);
    }

    @AfterEach
    void close() {
        database.close();
        log.close();
    }

    @Test
    void aHandledDeliveryIsOneLineWithItsNumberDocumentAttemptAndDuration() {
        try (DurableInbox inbox = quick(delivery -> {}).build().start()) {
            long number = store(inbox, ARTICLE);

            ILoggingEvent line = await("handled");
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage())
                    .matches("Strapi webhook " + number + " handled at attempt 1 in [\\d.]+ ms: " + NAMED);
            assertThat(facts(line))
                    .containsEntry("delivery", Long.toString(number))
                    .containsEntry("endpoint", "strapi")
                    .containsEntry("event", "entry.update")
                    .containsEntry("uid", "api::article.article")
                    .containsEntry("documentId", "d1")
                    .containsEntry("attempt", "1")
                    .hasEntrySatisfying(
                            "duration_ms",
                            millis -> assertThat(Double.parseDouble(millis)).isNotNegative());
        }
        assertThat(levels()).containsExactly(Level.INFO);
    }

    @Test
    void whatTheHandlerDoesNotTakeIsIgnoredAndNotCalledHandled() {
        InboxHandler picky = new InboxHandler() {
            @Override
            public boolean takes(StoredDelivery delivery) {
                return false;
            }

            @Override
            public void handle(StoredDelivery delivery) {
                throw new IllegalStateException("not asked for");
            }
        };
        try (DurableInbox inbox = quick(picky).build().start()) {
            long number = store(inbox, ARTICLE);

            ILoggingEvent line = await("ignored");
            assertThat(line.getFormattedMessage())
                    .matches("Strapi webhook " + number + " ignored, no handler takes this event: " + NAMED);
            assertThat(inbox.statistics().depth()).isZero();
        }
        assertThat(levels()).containsExactly(Level.INFO);
    }

    @Test
    void aFailedAttemptSaysWhenTheNextIsAndTheLastOneIsADeadLetter() {
        InboxHandler broken = delivery -> {
            throw new IOException("of the test");
        };
        try (DurableInbox inbox = quick(broken)
                .maxAttempts(2)
                .firstRetry(Duration.ofMillis(50))
                .longestRetry(Duration.ofMillis(50))
                .build()
                .start()) {
            long number = store(inbox, ARTICLE);

            ILoggingEvent dead = await("dead letter");
            assertThat(levels()).containsExactly(Level.WARN, Level.ERROR);
            ILoggingEvent failed = lines().get(0);
            assertThat(failed.getFormattedMessage())
                    .matches(
                            "Strapi webhook " + number + " failed at attempt 1 of 2, the next is in \\d+ ms: " + NAMED);
            assertThat(Long.parseLong(facts(failed).getOrDefault("next_attempt_ms", "")))
                    .isBetween(40L, 60L);
            assertThat(failed.getThrowableProxy().getMessage()).isEqualTo("of the test");
            assertThat(dead.getFormattedMessage())
                    .isEqualTo("Strapi webhook " + number + " failed at attempt 2 of 2 and is a dead letter now: "
                            + NAMED + "; inspect, replay or drop it");
            assertThat(facts(dead))
                    .containsEntry("delivery", Long.toString(number))
                    .containsEntry("documentId", "d1")
                    .containsEntry("attempt", "2")
                    .containsKey("duration_ms")
                    .doesNotContainKey("next_attempt_ms");
            assertThat(dead.getThrowableProxy().getMessage()).isEqualTo("of the test");
        }
    }

    @Test
    void whatCannotBeReadAnyMoreIsNamedByItsColumns() throws SQLException {
        try (DurableInbox inbox = quick(delivery -> {}).build()) {
            long number = store(inbox, ARTICLE);
            execute("UPDATE strapi_webhook_delivery SET body = X'7B'");

            DurableInbox unused = inbox.start();

            ILoggingEvent line = await("dead letter");
            assertThat(line.getFormattedMessage())
                    .startsWith("Strapi webhook " + number + " cannot be read and is a dead letter now: entry.update");
            assertThat(facts(line)).containsEntry("uid", "api::article.article").containsEntry("documentId", "d1");
        }
    }

    @Test
    void whatKilledItsReceiversIsADeadLetterWithItsNumber() throws SQLException {
        try (DurableInbox inbox = quick(delivery -> {}).maxAttempts(3).build()) {
            long number = store(inbox, ARTICLE);
            execute("UPDATE strapi_webhook_lease SET tries = 3");

            DurableInbox unused = inbox.start();

            ILoggingEvent line = await("dead letter");
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage())
                    .startsWith(
                            "Strapi webhook " + number + " was tried 3 times without an end and is a dead letter now:");
            assertThat(facts(line)).containsEntry("documentId", "d1");
        }
    }

    @Test
    void whatTheEndOfTheReceiverInterruptsIsNamedToo() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        InboxHandler endless = delivery -> {
            begun.countDown();
            new CountDownLatch(1).await();
        };
        DurableInbox ending =
                quick(endless).shutdownTimeout(Duration.ofMillis(500)).build().start();
        long number = store(ending, ARTICLE);
        begun.await();

        ending.close();

        assertThat(await("interrupted").getFormattedMessage())
                .isEqualTo("Strapi webhook " + number
                        + " was interrupted because this receiver ends, and is handled after the restart: " + NAMED);
        assertThat(levels()).containsExactly(Level.INFO);
    }

    /** The names of events are signed, but content editors choose those of documents and locales. */
    @Test
    void aLineBreakInANameCannotForgeALine() {
        try (DurableInbox inbox = quick(delivery -> {}).build().start()) {
            long unused = store(inbox, ARTICLE.replace("\"d1\"", "\"d1\\nERROR all is lost\\u2028\""));

            ILoggingEvent line = await("handled");
            assertThat(line.getFormattedMessage())
                    .contains("d1?ERROR all is lost?")
                    .doesNotContain("\n");
            assertThat(facts(line)).containsEntry("documentId", "d1?ERROR all is lost?");
        }
    }

    private DurableInboxBuilder quick(InboxHandler handler) {
        return DurableInbox.builder(database)
                .handler(handler)
                .orderingDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    private static long store(DurableInbox inbox, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ReceivedDelivery delivery = ReceivedDelivery.of(
                "strapi",
                "default",
                Instant.now(),
                Map.of(),
                bytes,
                EventReader.create().read(bytes));
        return inbox.store(ReplayKey.of("strapi", bytes), delivery, Duration.ofMinutes(11))
                .orElseThrow();
    }

    private ILoggingEvent await(String part) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            for (ILoggingEvent line : lines()) {
                if (line.getFormattedMessage().contains(part)) {
                    return line;
                }
            }
            assertThat(System.nanoTime() - end).as("in time, of " + lines()).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** At the levels that operators see. */
    private List<ILoggingEvent> lines() {
        return log.by(DurableInbox.class).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .toList();
    }

    private List<Level> levels() {
        return lines().stream().map(ILoggingEvent::getLevel).toList();
    }

    private static Map<String, String> facts(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
