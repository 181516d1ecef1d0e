package dev.strapiwebhooks.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A worker with everything that it needs, for one run. */
final class RunningParts {
    final List<Long> handled = new CopyOnWriteArrayList<>();
    final InHand inHand = new InHand();
    private volatile @Nullable Thread working;
    private final InboxRig rig;
    private final InboxSql sql;
    private final DurableInboxBuilder settings;

    RunningParts(InboxRig rig, InboxSql sql, int maxAttempts) {
        this.rig = rig;
        this.sql = sql;
        this.settings = rig.builder(delivery -> handled.add(delivery.id())).maxAttempts(maxAttempts);
    }

    /** Whether the worker stands still. */
    boolean isWaiting() {
        Thread thread = working;
        return thread != null && thread.getState() == Thread.State.WAITING;
    }

    /** Until the run has come to its end, or was lost. */
    void run(DocumentLease lease) throws Exception {
        Endings endings = new Endings(sql, rig.kind, settings);
        RunQueue queue = new RunQueue(inHand, endings, new Alarm(), 1);
        Worker worker = new Worker(queue, new Attempts(sql, settings, () -> false), endings, () -> false);
        inHand.add(lease);
        queue.add(new DocumentRun(lease, rig.read(lease), true, System.nanoTime()));
        Thread thread = new Thread(worker::run);
        working = thread;
        thread.start();
        RaceContract.awaitThat(() -> !inHand.has(lease));
        queue.close();
        thread.join();
    }
}
