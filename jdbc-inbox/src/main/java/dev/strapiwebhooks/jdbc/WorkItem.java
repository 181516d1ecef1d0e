package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.Lease;
import dev.strapiwebhooks.inbox.StoredDelivery;

/**
 * A delivery that is to be handled.
 *
 * @param key document and handler
 * @param row what was stored
 * @param position its place in its document
 * @param attempt which attempt this is, from 1
 * @param overtaken whether the handler has handled a later one of the document
 */
record WorkItem(LeaseKey key, DeliveryRecord row, Position position, int attempt, boolean overtaken) {
    long id() {
        return row.id();
    }

    StoredDelivery read(EventReader reader, BodyCodec codec, Lease lease) {
        return new StoredDelivery(row.id(), attempt, overtaken, lease, row.read(reader, codec));
    }
}
