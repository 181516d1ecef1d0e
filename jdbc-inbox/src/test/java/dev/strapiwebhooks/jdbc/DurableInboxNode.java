package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.tck.inbox.InboxNode;
import dev.strapiwebhooks.tck.inbox.InboxSetup;
import java.time.Duration;
import javax.sql.DataSource;

/** One receiver of the contract. */
record DurableInboxNode(DurableInbox inbox) implements InboxNode {
    static DurableInboxNode open(DataSource dataSource, InboxSetup setup) {
        return new DurableInboxNode(DurableInbox.builder(dataSource)
                .handler(setup.handler())
                .workers(setup.workers())
                .maxAttempts(setup.maxAttempts())
                .firstRetry(setup.firstRetry())
                .longestRetry(Duration.ofSeconds(1))
                .orderingDelay(setup.orderingDelay())
                .pollInterval(Duration.ofMillis(20))
                .clock(setup.clock())
                .build());
    }

    @Override
    public void start() {
        DurableInbox unused = inbox.start();
    }

    @Override
    public void stop() {
        inbox.stop();
    }

    @Override
    public void close() {
        inbox.close();
    }
}
