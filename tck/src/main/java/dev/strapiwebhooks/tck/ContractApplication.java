package dev.strapiwebhooks.tck;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands for the application behind an adapter: records what it was given and fails when it is told to. Thread-safe. */
public final class ContractApplication {
    /** What a handler throws when it is told to; must not reach the sender. */
    static final String CANARY = "canary-of-a-failing-handler";

    private static final int THROW = -1;
    private static final int BIND = -2;

    /** Has a title that is a number, which the entries of the contract do not. */
    record Numbered(long title) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger nextStatus = new AtomicInteger(200);
    private volatile @Nullable Pause nextPause;

    ContractApplication() {}

    /**
     * Handles a delivery. The adapter's application calls this once for each delivery and answers with the status.
     *
     * @param event the typed event that the adapter handed over
     * @param body the body as the application can read it
     * @return the status to answer with
     */
    public int handle(StrapiEvent event, byte[] body) {
        calls.add(new Call(event, body.clone()));
        Pause pause = nextPause;
        nextPause = null;
        if (pause != null) {
            pause.hold();
        }
        int status = nextStatus.getAndSet(200);
        if (status == THROW) {
            throw new IllegalStateException(CANARY);
        }
        if (status == BIND) {
            throw new AssertionError(((EntryEvent) event).entryAs(Numbered.class) + " must not fit");
        }
        return status;
    }

    /**
     * Makes the next call answer with a status.
     *
     * @param status the status
     */
    public void nextAnswers(int status) {
        nextStatus.set(status);
    }

    /** Makes the next call throw. */
    public void nextThrows() {
        nextStatus.set(THROW);
    }

    /** Makes the next call bind the entry to a class that it does not fit. */
    public void nextMisfits() {
        nextStatus.set(BIND);
    }

    /**
     * Makes the next call wait in the middle of its work.
     *
     * @return to see when it began, and to let it go on
     */
    Pause nextPauses() {
        Pause pause = new Pause();
        nextPause = pause;
        return pause;
    }

    void reset() {
        nextPause = null;
        calls.clear();
        nextStatus.set(200);
    }

    /**
     * Counts the deliveries that reached the application since the test began.
     *
     * @return the number of calls
     */
    public int calls() {
        return calls.size();
    }

    /**
     * The latest delivery that reached the application.
     *
     * @return its event and body
     */
    public Call last() {
        return Objects.requireNonNull(calls.get(calls.size() - 1));
    }

    /** One delivery that reached the application. */
    public static final class Call {
        private final StrapiEvent event;
        private final byte[] body;

        private Call(StrapiEvent event, byte[] body) {
            this.event = event;
            this.body = body;
        }

        /**
         * The event that the adapter handed over.
         *
         * @return the typed event
         */
        public StrapiEvent event() {
            return event;
        }

        /**
         * The body that the application read.
         *
         * @return a copy
         */
        public byte[] body() {
            return body.clone();
        }
    }
}
