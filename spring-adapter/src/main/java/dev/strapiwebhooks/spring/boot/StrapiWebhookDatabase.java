package dev.strapiwebhooks.spring.boot;

import javax.sql.DataSource;

/**
 * The database of replay guard and inbox. Not a {@link DataSource} bean itself, because the application would take it for
 * its own.
 *
 * @param dataSource the connections
 * @param createTables whether the replay guard or inbox makes what is missing of its tables, when it first reaches it
 * @param closes what is closed with the application; nothing for the application's own data source
 */
public record StrapiWebhookDatabase(DataSource dataSource, boolean createTables, Runnable closes)
        implements AutoCloseable {
    /**
     * A database that has the tables.
     *
     * @param dataSource the connections
     * @param closes what is closed with the application
     */
    public StrapiWebhookDatabase(DataSource dataSource, Runnable closes) {
        this(dataSource, false, closes);
    }

    @Override
    public void close() {
        closes.run();
    }
}
