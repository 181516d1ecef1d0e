package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.sql.Connection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A handler under its name.
 *
 * @param name as the table holds it
 * @param start where it begins when it is new
 * @param plain null where it is transactional
 * @param transactional null where it is not
 */
record NamedHandler(
        String name,
        HandlerStart start,
        @Nullable InboxHandler plain,
        @Nullable TransactionalHandler transactional) {
    /** Where there is only one, it needs no name. */
    static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[\\w.:/#$-]{1,200}");

    NamedHandler {
        requireName(name);
    }

    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a handler has 1 to 200 letters, digits or . : / # $ - _, not " + name);
        }
        return name;
    }

    boolean takes(StoredDelivery delivery) {
        return plain != null ? plain.takes(delivery) : transactional == null || transactional.takes(delivery);
    }

    boolean isTransactional() {
        return transactional != null;
    }

    void handle(StoredDelivery delivery) throws Exception {
        if (plain != null) {
            plain.handle(delivery);
        }
    }

    void handle(StoredDelivery delivery, Connection connection) throws Exception {
        if (transactional != null) {
            transactional.handle(delivery, connection);
        }
    }
}
