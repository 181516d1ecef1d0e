package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.StoredDelivery;

/**
 * A delivery that is to be handled.
 *
 * @param key document and handler
 * @param row what was stored
 * @param position its place in its document
 * @param attempt which attempt this is, from 1
 * @param mark the latest of the document that the handler had handled when this was read
 */
record WorkItem(LeaseKey key, DeliveryRecord row, Position position, int attempt, Position mark) {
    long id() {
        return row.id();
    }

    /** Whether the handler has handled a later one of the document. */
    boolean overtaken() {
        return mark.compareTo(position) > 0;
    }

    StoredDelivery read(EventReader reader, BodyCodec codec, DocumentLease lease) {
        StoredDelivery read =
                StoredDelivery.of(row.id(), attempt, row.read(reader, codec)).withLease(lease.fence(), lease::isHeld);
        return overtaken() ? read.withOvertaken() : read;
    }
}
