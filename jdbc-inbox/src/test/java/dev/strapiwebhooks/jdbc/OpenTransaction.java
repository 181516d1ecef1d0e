package dev.strapiwebhooks.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Work of the inbox in flight: the same statements on one connection, which stays in its transaction, whatever its user
 * says, until the test commits it.
 */
final class OpenTransaction implements AutoCloseable {
    /** Ends on PostgreSQL bring it along, to spare a trip. */
    static final String OWN_COMMIT = "; COMMIT";

    private static final String ENDED_BY_SERVER = "25P03";

    private final Connection real;
    final DataSource dataSource;
    final Transactions transactions;
    final InboxSql sql;

    OpenTransaction(DataSource pool, Database kind) throws SQLException {
        real = pool.getConnection();
        real.setAutoCommit(false);
        Connection held = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "commit", "setAutoCommit", "close" -> {
                            return null;
                        }
                        case "prepareStatement" -> {
                            Object[] uncommitted = arguments.clone();
                            uncommitted[0] = String.valueOf(arguments[0]).replace(OWN_COMMIT, "");
                            return passedOn(() -> method.invoke(real, uncommitted));
                        }
                        default -> {
                            return passedOn(() -> method.invoke(real, arguments));
                        }
                    }
                });
        dataSource = of(() -> held);
        transactions = new Transactions(dataSource);
        sql = kind.inbox(transactions);
    }

    /** What a connection comes from. */
    @FunctionalInterface
    interface Connections {
        Connection get() throws SQLException;
    }

    static DataSource of(Connections connections) {
        return (DataSource) Proxy.newProxyInstance(
                OpenTransaction.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getConnection" -> connections.get();
                        case "isWrapperFor" -> false;
                        case "getLoginTimeout" -> 0;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    /** A call by reflection. */
    @FunctionalInterface
    interface Call {
        Object make() throws ReflectiveOperationException;
    }

    @SuppressWarnings("NullAway") // what a method of JDBC returns may be null
    static Object passedOn(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    Connection connection() {
        return real;
    }

    void commit() throws SQLException {
        real.commit();
    }

    @Override
    public void close() throws SQLException {
        try (real) {
            real.rollback();
            real.setAutoCommit(true);
        } catch (SQLException e) {
            if (!SqlStates.isAway(e) && !ENDED_BY_SERVER.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
