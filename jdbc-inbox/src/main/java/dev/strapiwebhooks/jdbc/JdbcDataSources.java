package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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

    private JdbcDataSources() {}

    /**
     * H2 in a file of this process, for one receiver. Each transaction is in the file when it ends, so that a killed
     * process loses nothing; a machine that loses power may lose the last ones. Needs {@code com.h2database:h2}.
     *
     * @param file path without the suffix {@code .mv.db}; made when it is missing
     * @return the pool
     */
    public static HikariDataSource h2(Path file) {
        // WRITE_DELAY is 500 ms by default: that long, a commit would only be in memory.
        return connect("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
    }

    /**
     * Any database with a driver.
     *
     * @param url the JDBC URL, for example {@code jdbc:postgresql://db.example/webhooks}
     * @param user the user, or null when the URL names it
     * @param password the password, or null when the URL names it
     * @return the pool: at most 10 connections, each waited for at most 5 seconds
     */
    public static HikariDataSource connect(String url, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("strapi-webhooks");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        if (url.startsWith("jdbc:postgresql:")) {
            // Unless the URL says otherwise: a database that is silent must not hold threads for ever.
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return new HikariDataSource(config);
    }
}
