package dev.strapiwebhooks.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A network that breaks while the database commits what a certain statement did: it is written, and its writer is not told;
 * or the order to commit did not get there.
 */
final class LostAnswers {
    private final DataSource real;
    private final String statement;
    private final boolean written;
    private final AtomicInteger left;
    private final Supplier<Throwable> failure;
    final DataSource dataSource = OpenTransaction.of(this::connection);

    private LostAnswers(DataSource real, String statement, int times, boolean written, Supplier<Throwable> failure) {
        this.real = real;
        this.statement = statement;
        this.written = written;
        this.left = new AtomicInteger(times);
        this.failure = failure;
    }

    static LostAnswers of(DataSource real, String statement, int times) {
        return new LostAnswers(real, statement, times, true, LostAnswers::broken);
    }

    static LostAnswers lostOrders(DataSource real, String statement, int times) {
        return new LostAnswers(real, statement, times, false, LostAnswers::broken);
    }

    /** Nothing breaks, but this statement fails. */
    static LostAnswers failing(DataSource real, String statement, int times, Supplier<Throwable> failure) {
        return new LostAnswers(real, statement, times, false, failure);
    }

    /** How many of them were lost so far is seen by what is left. */
    int left() {
        return left.get();
    }

    private Connection connection() throws SQLException {
        Connection connection = real.getConnection();
        boolean[] wrote = {false};
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean commits = method.getName().equals("commit") && wrote[0] && isLost();
                    if (commits && !written) {
                        connection.rollback();
                        throw failure.get();
                    }
                    Object result = OpenTransaction.passedOn(() -> method.invoke(connection, arguments));
                    if (commits) {
                        throw failure.get();
                    }
                    if (result instanceof PreparedStatement prepared && ((String) arguments[0]).contains(statement)) {
                        boolean commitsItself = connection.getAutoCommit()
                                || ((String) arguments[0]).endsWith(OpenTransaction.OWN_COMMIT);
                        wrote[0] = !commitsItself;
                        return commitsItself ? lossy(prepared) : prepared;
                    }
                    return result;
                });
    }

    private PreparedStatement lossy(PreparedStatement prepared) {
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    boolean loses = method.getName().startsWith("execute") && isLost();
                    if (loses && !written) {
                        throw failure.get();
                    }
                    Object result = OpenTransaction.passedOn(() -> method.invoke(prepared, arguments));
                    if (loses) {
                        throw failure.get();
                    }
                    return result;
                });
    }

    private boolean isLost() {
        return left.getAndUpdate(before -> Math.max(0, before - 1)) > 0;
    }

    private static SQLException broken() {
        return new SQLException("the connection broke", "08006");
    }
}
