package dev.strapiwebhooks.spring.boot;

import static java.util.Objects.requireNonNull;

import javax.sql.DataSource;

/**
 * The database of replay guard and inbox. Not a {@link DataSource} bean itself, because the application would take it for
 * its own.
 */
public final class StrapiWebhookDatabase implements AutoCloseable {
    private final DataSource dataSource;
    private final boolean createsTables;
    private final Runnable closes;

    private StrapiWebhookDatabase(DataSource dataSource, boolean createsTables, Runnable closes) {
        this.dataSource = requireNonNull(dataSource, "data source");
        this.createsTables = createsTables;
        this.closes = requireNonNull(closes, "closes");
    }

    /**
     * A database of the application's own, which has the tables.
     *
     * @param dataSource the connections; not closed
     * @return the database
     */
    public static StrapiWebhookDatabase of(DataSource dataSource) {
        return new StrapiWebhookDatabase(dataSource, false, () -> {});
    }

    /**
     * The same, where the replay guard or inbox makes what is missing of its tables, when it first reaches the database.
     *
     * @return a changed copy
     */
    public StrapiWebhookDatabase withTables() {
        return new StrapiWebhookDatabase(dataSource, true, closes);
    }

    /**
     * The same, where something is closed with the application.
     *
     * @param action closes it
     * @return a changed copy
     */
    public StrapiWebhookDatabase closing(Runnable action) {
        return new StrapiWebhookDatabase(dataSource, createsTables, action);
    }

    /** {@return the connections} */
    public DataSource dataSource() {
        return dataSource;
    }

    boolean createsTables() {
        return createsTables;
    }

    @Override
    public void close() {
        closes.run();
    }
}
