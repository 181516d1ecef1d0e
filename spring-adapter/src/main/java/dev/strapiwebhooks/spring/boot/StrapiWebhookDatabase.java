package dev.strapiwebhooks.spring.boot;

import javax.sql.DataSource;

/**
 * The database of replay guard and inbox. Not a {@link DataSource} bean itself, because the application would take it for
 * its own.
 *
 * @param dataSource the connections
 * @param closes what is closed with the application; nothing for the application's own data source
 */
public record StrapiWebhookDatabase(DataSource dataSource, Runnable closes) implements AutoCloseable {
    @Override
    public void close() {
        closes.run();
    }
}
