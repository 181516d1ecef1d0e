package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.jdbc.DurableInbox;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the workers of an inbox after everything else, and stops them first. Deliveries can be stored all the time. */
final class InboxLifecycle implements SmartLifecycle {
    private final @Nullable DurableInbox inbox;
    private volatile boolean running;

    InboxLifecycle(@Nullable DurableInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void start() {
        if (inbox != null) {
            DurableInbox unused = inbox.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (inbox != null) {
            inbox.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
