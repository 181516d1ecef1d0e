package dev.strapiwebhooks.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that the inbox takes from a pool of the application's: what they were set to ends when they go back. */
final class BorrowedConnections {
    private BorrowedConnections() {}

    static DataSource of(DataSource given, Database database) {
        return (DataSource) Proxy.newProxyInstance(
                BorrowedConnections.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    Object result = invoke(given, method, arguments);
                    return result instanceof Connection connection ? returning(connection, database) : result;
                });
    }

    private static Connection returning(Connection borrowed, Database database) {
        return (Connection) Proxy.newProxyInstance(
                BorrowedConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !borrowed.isClosed()) {
                        reset(borrowed, database);
                    }
                    return invoke(borrowed, method, arguments);
                });
    }

    /** One that cannot be reset must not go back as it is. */
    private static void reset(Connection borrowed, Database database) throws SQLException {
        try (Statement statement = borrowed.createStatement()) {
            statement.execute(database.resetSettings());
            if (!borrowed.getAutoCommit()) {
                borrowed.commit();
            }
        } catch (SQLException e) {
            borrowed.abort(Runnable::run);
        }
    }

    @SuppressWarnings("NullAway") // what a method of JDBC returns may be null
    private static Object invoke(
            Object target, java.lang.reflect.Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
