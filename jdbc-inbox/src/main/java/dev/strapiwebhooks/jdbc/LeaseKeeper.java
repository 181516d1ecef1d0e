package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.jdbc.DocumentLease.Moment;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the leases of what this process works on, and notices when one was lost. */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private final InboxSql sql;
    private final InHand inHand;
    private final Duration length;
    private final Clock clock;
    private Moment renewed;

    LeaseKeeper(InboxSql sql, InHand inHand, DurableInboxBuilder settings) {
        this.sql = sql;
        this.inHand = inHand;
        this.length = settings.lease();
        this.clock = settings.clock();
        this.renewed = Moment.now(clock);
    }

    /** Renews once. A failure is told by the caller, and the next try comes soon. */
    void renew() throws SQLException {
        Moment asked = Moment.now(clock);
        warnOfSuspension(renewed.until(asked));
        renewed = asked;
        Collection<DocumentLease> leases = inHand.leases();
        if (leases.isEmpty()) {
            return;
        }
        Set<LeaseKey> confirmed = sql.renew(leases, length);
        leases.stream().filter(lease -> confirmed.contains(lease.key())).forEach(lease -> lease.confirm(asked));
        List<DocumentLease> others = leases.stream()
                .filter(lease -> !confirmed.contains(lease.key()))
                .toList();
        if (!others.isEmpty()) {
            Set<LeaseKey> held = sql.stillHeld(others);
            others.forEach(lease -> look(lease, held.contains(lease.key()), asked));
        }
    }

    /** Not renewed: locked by a transaction of this process, ended meanwhile, or lost. */
    private void look(DocumentLease lease, boolean held, Moment asked) {
        if (held && lease.isRowLocked()) {
            lease.confirm(asked); // nobody can take it as long as the transaction lasts
        } else if (!held && inHand.has(lease)) {
            lease.lose();
        }
    }

    private void warnOfSuspension(Duration since) {
        if (since.compareTo(length) > 0) {
            LOG.warn(
                    "This receiver did not run, or did not reach the database, for {} s, longer than its lease of {} s; other"
                            + " receivers may have taken over, and what it does for their documents is dropped",
                    since.toSeconds(),
                    length.toSeconds());
        }
    }
}
