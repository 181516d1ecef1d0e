package dev.strapiwebhooks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement of PostgreSQL, one after the other: a column of many rows is one array. */
final class ArrayParameters {
    private final Connection connection;
    private final PreparedStatement statement;
    private int index;

    ArrayParameters(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    <T> ArrayParameters texts(Collection<T> rows, Function<? super T, @Nullable String> column) throws SQLException {
        return array("text", rows, column);
    }

    <T> ArrayParameters numbers(Collection<T> rows, Function<? super T, Long> column) throws SQLException {
        return array("bigint", rows, column);
    }

    <T> ArrayParameters times(Collection<T> rows, Function<? super T, Instant> column) throws SQLException {
        return array("timestamptz", rows, row -> column.apply(row).toString());
    }

    <T> ArrayParameters moments(Collection<T> rows, Function<? super T, OffsetDateTime> column) throws SQLException {
        return times(rows, row -> column.apply(row).toInstant());
    }

    <T> ArrayParameters bytes(Collection<T> rows, Function<? super T, byte[]> column) throws SQLException {
        byte[][] values = rows.stream().map(column).toArray(byte[][]::new);
        statement.setArray(++index, connection.createArrayOf("bytea", values));
        return this;
    }

    ArrayParameters value(Object value) throws SQLException {
        statement.setObject(++index, value);
        return this;
    }

    private <T> ArrayParameters array(
            String type, Collection<T> rows, Function<? super T, ? extends @Nullable Object> column)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        statement.setArray(++index, connection.createArrayOf(type, values));
        return this;
    }
}
