package dev.strapiwebhooks.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What exceptions of both databases mean. */
final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String READ_ONLY = "25006";
    private static final String H2_CONNECTION_BROKEN = "90067";

    private SqlStates() {}

    static boolean isDuplicate(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** A deadlock, or another transaction that was quicker. */
    static boolean isWorthAnotherTry(SQLException e) {
        return isDuplicate(e) || state(e).startsWith("40");
    }

    /** A connection that died while it was used, or that leads to a standby; another one may work. */
    static boolean isBrokenConnection(SQLException e) {
        return (isConnectionLost(e) && !(e instanceof SQLTransientConnectionException)) || isReadOnly(e);
    }

    /** The database is not there now, or takes nobody now: nothing that a person at the receiver has to mend. */
    static boolean isAway(SQLException e) {
        String state = state(e);
        boolean noConnectionInTime = e instanceof SQLTransientConnectionException && e.getSQLState() == null;
        return noConnectionInTime
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals(READ_ONLY)
                || state.equals(H2_CONNECTION_BROKEN);
    }

    /** A server that has become a standby: its connections work, and write nothing. */
    static boolean isReadOnly(SQLException e) {
        return state(e).equals(READ_ONLY);
    }

    /** No connection, or none that works: what was asked for last may have happened or not. */
    private static boolean isConnectionLost(SQLException e) {
        return e instanceof SQLTransientConnectionException || state(e).startsWith("08") || state(e).startsWith("57P");
    }

    private static String state(SQLException e) {
        return String.valueOf(e.getSQLState());
    }
}
