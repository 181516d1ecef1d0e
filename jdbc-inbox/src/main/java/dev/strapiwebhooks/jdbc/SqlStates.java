package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;

/** What exceptions of both databases mean. */
final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOCK_TIMEOUT_H2 = "HYT00";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_TABLE_H2 = "42S02";
    private static final String UNDEFINED_TABLE_H2_CANDIDATES = "42S03";
    private static final String UNDEFINED_TABLE_H2_EMPTY = "42S04";

    private SqlStates() {}

    static boolean isDuplicate(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** A deadlock, a lock that took too long, or another transaction that was quicker. */
    static boolean isWorthAnotherTry(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return isDuplicate(e) || state.startsWith("40") || state.equals(LOCK_TIMEOUT_H2);
    }

    /** No connection, or none that works: what was asked for last may have happened or not. */
    static boolean isConnectionLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLTimeoutException
                || state.startsWith("08")
                || state.startsWith("57P");
    }

    /** A connection that died in our hands; another one may work. */
    static boolean isBrokenConnection(SQLException e) {
        return isConnectionLost(e)
                && !(e instanceof SQLTransientConnectionException)
                && !(e instanceof SQLTimeoutException);
    }

    static boolean isMissingTable(SQLException e) {
        String state = e.getSQLState();
        return UNDEFINED_TABLE.equals(state)
                || UNDEFINED_TABLE_H2.equals(state)
                || UNDEFINED_TABLE_H2_CANDIDATES.equals(state)
                || UNDEFINED_TABLE_H2_EMPTY.equals(state);
    }
}
