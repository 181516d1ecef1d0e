package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Threads say whose they are, in logs and thread dumps, and end with the inbox. */
@Isolated
class WorkerThreadsTest {
    @TempDir
    private Path directory;

    @Test
    void theyHaveNamesAndEndWithTheInbox() throws Exception {
        BlockingQueue<Thread> handlers = new LinkedBlockingQueue<>();
        try (HikariDataSource database = JdbcDataSources.h2(directory.resolve("webhooks"))) {
            JdbcSchema.apply(database);
            DurableInbox inbox = DurableInbox.builder(database)
                    .handler(delivery -> handlers.add(Thread.currentThread()))
                    .workers(2)
                    .orderingDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .build();
            for (int start = 1; start <= 2; start++) { // also after a stop
                DurableInbox unused = inbox.start();
                OptionalLong stored = TestDeliveries.store(inbox, start);
                assertThat(stored).isPresent();

                Thread handler = handlers.poll(20, TimeUnit.SECONDS);
                assertThat(handler).isNotNull();
                assertThat(handler.getName()).matches("strapi-inbox-worker-[12]");
                List<Thread> running = running();
                assertThat(running)
                        .extracting(Thread::getName)
                        .contains("strapi-inbox-poll", "strapi-inbox-lease", "strapi-inbox-upkeep");
                assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("pool-"));

                inbox.stop();
                for (Thread thread : running) {
                    thread.join(TimeUnit.SECONDS.toMillis(20));
                    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
                }
            }
        }
    }

    private static List<Thread> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("strapi-inbox"))
                .toList();
    }
}
