package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.OwnersFile;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The newest deliveries, in H2. Whatever strangers send, it stays below a number and a size. Thread-safe. */
final class DeliveryLog implements AutoCloseable {
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private final DataSource dataSource;
    private final AutoCloseable closing;
    private final int most;
    private final Deque<Size> sizes = new ArrayDeque<>();
    private long bytes;

    private DeliveryLog(com.zaxxer.hikari.HikariDataSource dataSource, int most) throws SQLException {
        this.dataSource = dataSource;
        this.closing = dataSource;
        this.most = most;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept_delivery (id BIGINT GENERATED ALWAYS AS IDENTITY"
                    + " PRIMARY KEY, summary CHARACTER VARYING NOT NULL, delivery BINARY VARYING(268435456) NOT NULL,"
                    + " forwarded CHARACTER VARYING)");
            try (ResultSet rows =
                    statement.executeQuery("SELECT id, OCTET_LENGTH(delivery) FROM kept_delivery ORDER BY id")) {
                while (rows.next()) {
                    remember(rows.getLong(1), rows.getInt(2));
                }
            }
        }
    }

    private record Size(long id, int bytes) {}

    /** In a file for its owner only, because tokens are in it; or in memory without one. */
    static DeliveryLog open(@Nullable Path file, int most) {
        try {
            if (file != null) {
                OwnersFile.make(file.resolveSibling(file.getFileName() + ".mv.db"));
            }
            return new DeliveryLog(
                    file == null
                            ? JdbcDataSources.connect(
                                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "")
                            : JdbcDataSources.h2(file),
                    most);
        } catch (SQLException e) {
            throw new IllegalStateException("the deliveries cannot be kept: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the deliveries cannot be kept in " + file, e);
        }
    }

    synchronized LoggedDelivery add(ObjectNode summary, RecordedDelivery delivery) {
        byte[] file = DeliveryFile.write(delivery);
        long id = with("INSERT INTO kept_delivery (summary, delivery) VALUES (?, ?)", insert -> {
            insert.setString(1, Json.text(summary));
            insert.setBytes(2, file);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                boolean unused = keys.next();
                return keys.getLong(1);
            }
        });
        remember(id, file.length);
        forgetOldest();
        return new LoggedDelivery(id, summary, delivery, null);
    }

    void forwarded(long id, ObjectNode answer) {
        int unused = with("UPDATE kept_delivery SET forwarded = ? WHERE id = ?", update -> {
            update.setString(1, Json.text(answer));
            update.setLong(2, id);
            return update.executeUpdate();
        });
    }

    Optional<LoggedDelivery> find(long id) {
        return with("SELECT id, summary, forwarded, delivery FROM kept_delivery WHERE id = ?", select -> {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new LoggedDelivery(
                                row.getLong(1),
                                Json.parse(row.getString(2)),
                                DeliveryFile.read(row.getBytes(4)),
                                forwarded(row)))
                        : Optional.empty();
            }
        });
    }

    /** What the table shows of those before a number, the newest first. */
    List<ObjectNode> newest(long before, int limit) {
        return with(
                "SELECT id, summary, forwarded FROM kept_delivery WHERE id < ? ORDER BY id DESC LIMIT ?", select -> {
                    select.setLong(1, before);
                    select.setInt(2, limit);
                    List<ObjectNode> found = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(Summaries.of(row.getLong(1), Json.parse(row.getString(2)), forwarded(row)));
                        }
                    }
                    return found;
                });
    }

    private static @Nullable ObjectNode forwarded(ResultSet row) throws SQLException {
        String text = row.getString(3);
        return text == null ? null : Json.parse(text);
    }

    private void remember(long id, int size) {
        sizes.add(new Size(id, size));
        bytes += size;
    }

    private void forgetOldest() {
        while (sizes.size() > most || (bytes > MOST_BYTES && sizes.size() > 1)) {
            Size oldest = sizes.remove();
            bytes -= oldest.bytes();
            int unused = with("DELETE FROM kept_delivery WHERE id = ?", delete -> {
                delete.setLong(1, oldest.id());
                return delete.executeUpdate();
            });
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the log of deliveries failed", e);
        }
    }

    @Override
    public void close() {
        try {
            closing.close();
        } catch (Exception e) {
            throw new IllegalStateException("the log of deliveries cannot be closed", e);
        }
    }
}
