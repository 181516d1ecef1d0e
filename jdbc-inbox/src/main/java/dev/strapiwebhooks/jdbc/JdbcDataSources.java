package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.internal.MissingDependencyException;
import dev.strapiwebhooks.internal.Placeholders;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Pools of connections (HikariCP) with settings that suit a receiver, for applications that have no data source of their
 * own. Closing one closes its connections.
 */
public final class JdbcDataSources {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 10;

    private static final Driver H2_DRIVER = new Driver("H2", "org.h2.Driver", "com.h2database:h2");
    private static final Driver POSTGRES_DRIVER =
            new Driver("PostgreSQL", "org.postgresql.Driver", "org.postgresql:postgresql");

    /** What must be on the class path. */
    private record Driver(String database, String className, String artifact) {}

    private JdbcDataSources() {}

    /**
     * H2 in a file of this process, for one receiver. Each transaction is in the file when it ends, so that a killed
     * process loses nothing; a machine that loses power may lose the last ones. Needs {@code com.h2database:h2}.
     *
     * @param file path without the suffix {@code .mv.db}; made when it is missing
     * @return the pool
     * @throws IllegalArgumentException for a path with a semicolon: H2 would take what follows for settings
     * @throws MissingDependencyException when H2 is not on the class path
     */
    public static HikariDataSource h2(Path file) {
        if (file.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("H2 would take what follows the ; in " + file + " for settings");
        }
        // WRITE_DELAY is 500 ms by default: that long, a commit would only be in memory. Without it, the thread that
        // commits writes, and "retry" keeps an interrupt of that thread from closing the file for everybody.
        HikariConfig config = config(H2_DRIVER, "sa", "");
        config.setJdbcUrl("jdbc:h2:retry:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        return new HikariDataSource(config);
    }

    /**
     * PostgreSQL or H2 by URL. A pool of PostgreSQL is made also while the server is away, and asks for connections when they
     * are wanted. A user and a password in it are taken out first, so that no log of the pool or the driver holds
     * them.
     *
     * @param url the JDBC URL, for example {@code jdbc:postgresql://db.example/webhooks}
     * @param user the user, or null when the URL names it
     * @param password the password, or null when the URL names it
     * @return the pool: at most 10 connections, each waited for at most 5 seconds. On PostgreSQL, unless the URL says
     *     otherwise, nothing waits for an answer longer than 30 seconds or for a lock longer than 10, and a transaction that
     *     was left open by a receiver that vanished ends after 30. Set the same on a data source of your own
     * @throws IllegalArgumentException for a URL that is not understood, of another database, with a user before its host, or
     *     where a placeholder such as <code>${DATABASE_URL}</code> is left in one of the three; the message repeats no value
     * @throws MissingDependencyException when the database's driver is not on the class path
     */
    public static HikariDataSource connect(String url, @Nullable String user, @Nullable String password) {
        Placeholders.requireNone("the JDBC URL", url);
        Placeholders.requireNone("the user", user);
        Placeholders.requireNone("the password", password);
        JdbcUrl parsed = JdbcUrl.parse(url);
        HikariConfig config = config(
                parsed.isPostgres() ? POSTGRES_DRIVER : H2_DRIVER,
                once("user", parsed.user(), user),
                once("password", parsed.password(), password));
        config.setJdbcUrl(parsed.text());
        if (parsed.isPostgres()) {
            config.setInitializationFailTimeout(-1); // whoever asks for a connection is told that there is none
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("options", "-c lock_timeout=10s -c idle_in_transaction_session_timeout=30s");
        }
        return new HikariDataSource(config);
    }

    private static HikariConfig config(Driver driver, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        try {
            config.setDriverClassName(driver.className());
        } catch (RuntimeException e) {
            throw new MissingDependencyException(driver.database(), driver.artifact(), e);
        }
        config.setPoolName("strapi-webhooks");
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        return config;
    }

    private static @Nullable String once(String what, @Nullable String inUrl, @Nullable String beside) {
        if (inUrl != null && beside != null) {
            throw new IllegalArgumentException("the " + what + " is in the JDBC URL and beside it; write it once");
        }
        return inUrl == null ? beside : inUrl;
    }
}
