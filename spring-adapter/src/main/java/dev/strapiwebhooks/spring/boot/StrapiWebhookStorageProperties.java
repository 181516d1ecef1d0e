package dev.strapiwebhooks.spring.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code strapi.webhook.*} that say where deliveries are remembered and stored.
 *
 * @param replay who remembers deliveries; in memory unless set. An inbox does it by itself
 * @param inbox whether deliveries are stored, answered with 202 and handled afterwards; not, unless set
 * @param redis for {@code replay=redis}
 * @param jdbc for {@code replay=jdbc} and {@code inbox=jdbc}
 * @param worker how stored deliveries are handled
 */
@ConfigurationProperties("strapi.webhook")
record StrapiWebhookStorageProperties(
        @Nullable Replay replay,
        @Nullable Inbox inbox,
        @DefaultValue Redis redis,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Worker worker) {
    /** Who remembers deliveries. */
    enum Replay {
        /** This process, for one receiver. */
        MEMORY,
        /** Redis or Valkey; needs {@code strapi-webhooks-redis-replay}. */
        REDIS,
        /** PostgreSQL or H2; needs {@code strapi-webhooks-jdbc-inbox}. */
        JDBC
    }

    /** Where deliveries are stored. */
    enum Inbox {
        /** PostgreSQL or H2; needs {@code strapi-webhooks-jdbc-inbox}. */
        JDBC
    }

    /**
     * Where Redis is.
     *
     * @param url {@code redis://host:6379} or {@code rediss://user:password@host:6380/0}
     * @param keyPrefix what every key begins with; {@code strapi-webhook:replay:} unless set
     * @param timeout how long to wait for Redis
     */
    record Redis(
            @Nullable String url,
            @Nullable String keyPrefix,
            @DefaultValue("2s") Duration timeout) {
        @Override
        public String toString() {
            return "Redis[" + (url == null ? "no url" : "url set") + "]";
        }
    }

    /**
     * Which database. Without a URL it is the application's {@code DataSource}; without that, H2 in a file.
     *
     * @param url JDBC URL of a database of its own
     * @param username its user
     * @param password its password
     * @param file the file of H2, without suffix
     * @param createTables whether missing tables are made; false where Flyway does
     */
    record Jdbc(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("data/strapi-webhooks") Path file,
            @DefaultValue("true") boolean createTables) {
        @Override
        public String toString() {
            return "Jdbc[" + (url == null ? file : "url set") + "]";
        }
    }

    /**
     * How stored deliveries are handled.
     *
     * @param threads how many handlers run at once
     * @param maxAttempts how often a delivery is tried before it is a dead letter
     * @param firstRetry the wait after the first failed attempt; each further one is twice as long
     * @param longestRetry the longest wait
     * @param orderingDelay how long a delivery is kept back, so that an earlier event can come first
     * @param pollInterval how often to look for work
     * @param lease how long a document belongs to a receiver that is silent; after it another takes over
     * @param retention how long handled deliveries are kept
     * @param deadLetterRetention how long dead letters are kept; until a person decides unless set
     * @param shutdownTimeout how long to wait for handlers when the application ends
     * @param acceptRisks ways in which the database may lose what it has confirmed, for example {@code h2-in-memory} in tests
     * @param renamedHandlers handlers, such as listeners, that have another name now: the old name, and the new one
     * @param retiredHandlers names of handlers that are gone; what waits for them, and their dead letters, are deleted
     */
    record Worker(
            @DefaultValue("4") int threads,
            @DefaultValue("12") int maxAttempts,
            @DefaultValue("5s") Duration firstRetry,
            @DefaultValue("1h") Duration longestRetry,
            @DefaultValue("500ms") Duration orderingDelay,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("30s") Duration lease,
            @DefaultValue("7d") Duration retention,
            @Nullable Duration deadLetterRetention,
            @DefaultValue("30s") Duration shutdownTimeout,
            @DefaultValue List<String> acceptRisks,
            @DefaultValue Map<String, String> renamedHandlers,
            @DefaultValue List<String> retiredHandlers) {}
}
