package dev.strapiwebhooks.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.strapiwebhooks.inbox.InboxHandler;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Sets up db-scheduler: the documents' task, the sweep and the clean-up, each once in the cluster. */
final class Workers {
    /** Heartbeats, and what looks for dead workers; as many as the scheduler has by itself. */
    private static final int UPKEEP_THREADS = 3;

    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(5);
    private static final Duration CLEAN_UP_EVERY = Duration.ofMinutes(1);
    /** In one go, so that the worker is soon free for deliveries. */
    private static final int MOST_CHUNKS = 100;

    private Workers() {}

    static Scheduler scheduler(
            DataSource dataSource, InboxParts parts, InboxHandler handler, DurableInboxBuilder settings) {
        DeliveryStore store = parts.store();
        DocumentTask task = new DocumentTask(store, handler, settings);
        Clock clock = settings.clock();
        SchedulerBuilder builder = Scheduler.create(dataSource, documents(task, clock))
                .startTasks(sweep(store, clock), cleanUp(store, settings))
                .tableName("strapi_webhook_task")
                .schedulerName(new SchedulerName.Fixed(settings.nodeName()))
                .threads(settings.workers())
                .executorService(Executors.newFixedThreadPool(settings.workers(), named("worker")))
                .dueExecutor(Executors.newSingleThreadExecutor(named("poll")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(UPKEEP_THREADS, named("upkeep")))
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.shutdownTimeout().dividedBy(2)) // it waits as long again after interrupting
                .commitWhenAutocommitDisabled(true)
                .failureLogging(LogLevel.ERROR, true)
                .clock(clock::instant);
        if (parts.database().isRemote()) {
            builder.jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                    .pollUsingLockAndFetch(0.5, 1.0);
        } else {
            builder.jdbcCustomization(new DefaultJdbcCustomization(false));
        }
        return builder.build();
    }

    /** Whose threads they are, for logs and thread dumps. The scheduler ends them when it is stopped. */
    private static ThreadFactory named(String task) {
        AtomicInteger number = new AtomicInteger();
        return work -> new Thread(work, "strapi-inbox-" + task + "-" + number.incrementAndGet());
    }

    private static Task<Void> documents(DocumentTask task, Clock clock) {
        FailureHandler<Void> soon = (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(Duration.ofSeconds(5)));
        return Tasks.custom(DocumentTask.NAME, Void.class)
                .onFailure(soon)
                .onDeadExecution((complete, operations) -> operations.reschedule(complete, clock.instant()))
                .execute(task::run);
    }

    private static RecurringTask<Void> sweep(DeliveryStore store, Clock clock) {
        return Tasks.recurring("sweep", FixedDelay.of(SWEEP_EVERY)).execute((instance, context) -> {
            try {
                int unused = store.wakeForgotten(clock.instant());
            } catch (SQLException e) {
                throw new StoreException("the sweep failed", e);
            }
        });
    }

    private static RecurringTask<Void> cleanUp(DeliveryStore store, DurableInboxBuilder settings) {
        return Tasks.recurring("clean-up", FixedDelay.of(CLEAN_UP_EVERY)).execute((instance, context) -> {
            Instant before = settings.clock().instant().minus(settings.retention());
            try {
                for (String state : List.of("DONE", "DROPPED")) {
                    int chunks = 0;
                    while (!context.getSchedulerState().isShuttingDown()
                            && chunks < MOST_CHUNKS
                            && store.deleteSome(state, before)) {
                        chunks++;
                    }
                }
            } catch (SQLException e) {
                throw new StoreException("finished deliveries could not be deleted", e);
            }
        });
    }
}
