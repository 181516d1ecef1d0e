package dev.strapiwebhooks.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** The database did not do what it was asked for. An endpoint answers 503. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String what, SQLException cause) {
        super(what, harmless(cause));
    }

    /** The same for somebody else, who asked later. */
    StoreException again() {
        StoreException again = new StoreException(String.valueOf(getMessage()));
        again.initCause(getCause());
        return again;
    }

    /** Whether it may be there later, without anybody changing anything here. */
    boolean isDatabaseAway() {
        return getCause() instanceof SQLException cause && SqlStates.isAway(cause);
    }

    /** PostgreSQL's driver writes a failed batch with all its values, which is a body, into the message. */
    private static SQLException harmless(SQLException e) {
        if (!(e instanceof BatchUpdateException)) {
            return e;
        }
        SQLException original = e.getNextException();
        return original == null || original instanceof BatchUpdateException
                ? new SQLException("a batch failed", e.getSQLState(), e.getErrorCode())
                : original;
    }
}
