package dev.strapiwebhooks.tck;

import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An inbox that nobody empties, and that can go down and come back. */
final class RecordingInbox implements Inbox {
    private final Set<ReplayKey> keys = new HashSet<>();
    private final List<ReceivedDelivery> stored = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    List<ReceivedDelivery> stored() {
        return stored;
    }

    @Override
    public synchronized OptionalLong store(ReplayKey key, ReceivedDelivery delivery, Duration claimFor) {
        if (down) {
            throw new IllegalStateException("the inbox is down");
        }
        if (!keys.add(key)) {
            return OptionalLong.empty();
        }
        stored.add(delivery);
        return OptionalLong.of(stored.size());
    }

    @Override
    public Inbox.Statistics statistics() {
        return Inbox.Statistics.of(stored.size(), null, 0);
    }

    @Override
    public DeadLetters deadLetters() {
        throw new UnsupportedOperationException("nothing is handled here, so nothing dies");
    }
}
