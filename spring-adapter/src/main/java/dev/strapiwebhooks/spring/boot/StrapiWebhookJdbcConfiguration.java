package dev.strapiwebhooks.spring.boot;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.internal.MissingDependencyException;
import dev.strapiwebhooks.jdbc.BodyCodec;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import dev.strapiwebhooks.jdbc.JdbcReplayGuard;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.EventDispatcher;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.StrapiWebhookStorageProperties.Jdbc;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/**
 * Replay guard and inbox in a database, for {@code strapi.webhook.replay=jdbc} and {@code strapi.webhook.inbox=jdbc}. The web
 * server needs them before the rest of the application is made, so each bean that uses the database when it is made waits for
 * Flyway, Liquibase and the like ({@link DependsOnDatabaseInitialization}, which Boot 4 has in spring-boot-sql: where that
 * is missing, nothing initializes a database either).
 */
@AutoConfiguration(
        before = StrapiWebhookAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnWebApplication
@ConditionalOnClass(DurableInbox.class)
@EnableConfigurationProperties(StrapiWebhookStorageProperties.class)
final class StrapiWebhookJdbcConfiguration {
    private static final String WANTED = "'${strapi.webhook.inbox:}'.equalsIgnoreCase('jdbc')"
            + " or '${strapi.webhook.replay:}'.equalsIgnoreCase('jdbc')";

    /**
     * The database, which may be away now.
     *
     * @param properties the properties
     * @param application the application's own data source, if it has one
     * @return the database
     */
    @Bean
    @DependsOnDatabaseInitialization
    @ConditionalOnMissingBean
    @ConditionalOnExpression(WANTED)
    StrapiWebhookDatabase strapiWebhookDatabase(
            StrapiWebhookStorageProperties properties, ObjectProvider<DataSource> application) {
        Jdbc jdbc = properties.jdbc();
        DataSource own = jdbc.url() == null ? application.getIfAvailable() : null;
        if (own != null) {
            return database(own, jdbc);
        }
        HikariDataSource pool = pool(jdbc);
        return database(pool, jdbc).closing(pool::close);
    }

    private static StrapiWebhookDatabase database(DataSource connections, Jdbc jdbc) {
        StrapiWebhookDatabase database = StrapiWebhookDatabase.of(connections);
        return jdbc.createTables() ? database.withTables() : database;
    }

    /**
     * Remembers deliveries in the database.
     *
     * @param database the database
     * @return the guard
     */
    @Bean
    @DependsOnDatabaseInitialization
    @ConditionalOnMissingBean(ReplayGuard.class)
    @ConditionalOnProperty(prefix = "strapi.webhook", name = "replay", havingValue = "jdbc")
    JdbcReplayGuard strapiJdbcReplayGuard(StrapiWebhookDatabase database) {
        try {
            return JdbcReplayGuard.startWithoutDatabase(database.dataSource(), database.createsTables());
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    /**
     * Stores deliveries and hands them to {@link StrapiListener} methods, each by itself, or to a bean of type {@link InboxHandler} or {@code
     * EventHandler<StrapiEvent>} (an {@code EventRouter} is one).
     *
     * @param database the database
     * @param properties where to store
     * @param reader reads events
     * @param clock the application's clock, if it has one
     * @param codec the application's, if it has one
     * @param deliveries the application's handler of deliveries
     * @param dispatcher knows the application's listeners, or its handler of events
     * @param transactions for listeners that are transactional
     * @return the inbox, started and stopped with the application
     */
    @Bean
    @DependsOnDatabaseInitialization
    @ConditionalOnMissingBean(Inbox.class)
    @ConditionalOnProperty(prefix = "strapi.webhook", name = "inbox", havingValue = "jdbc")
    DurableInbox strapiInbox(
            StrapiWebhookDatabase database,
            StrapiWebhookStorageProperties properties,
            ObjectProvider<EventReader> reader,
            ObjectProvider<Clock> clock,
            ObjectProvider<BodyCodec> codec,
            ObjectProvider<InboxHandler> deliveries,
            EventDispatcher dispatcher,
            ObjectProvider<InboxTransactions> transactions) {
        // Of several codecs none may be guessed, and none left out.
        return InboxFactory.build(
                database,
                inbox -> inbox.parts(
                                reader.getIfAvailable(EventReader::create),
                                clock.getIfUnique(Clock::systemUTC),
                                codec.getIfAvailable())
                        .handlers(dispatcher.inboxTargets(deliveries.getIfUnique()), transactions.getIfAvailable())
                        .worker(properties.worker()));
    }

    /**
     * Starts the workers when the application is ready, and stops them before anything they need.
     *
     * @param inbox the inbox
     * @return the lifecycle
     */
    @Bean
    @ConditionalOnProperty(prefix = "strapi.webhook", name = "inbox", havingValue = "jdbc")
    @ConditionalOnMissingBean
    InboxLifecycle strapiInboxLifecycle(ObjectProvider<DurableInbox> inbox) {
        return new InboxLifecycle(inbox.getIfUnique());
    }

    private static HikariDataSource pool(Jdbc jdbc) {
        if (jdbc.url() == null) {
            return file(jdbc);
        }
        try {
            return JdbcDataSources.connect(jdbc.url(), jdbc.username(), jdbc.password());
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    private static HikariDataSource file(Jdbc jdbc) {
        try {
            return JdbcDataSources.h2(jdbc.file());
        } catch (MissingDependencyException e) {
            throw new StrapiWebhookConfigurationException(
                    "inbox and replay guard have no database: there is no DataSource, strapi.webhook.jdbc.url is not set,"
                            + " and for a file " + e.getMessage(),
                    "Add the dependency com.h2database:h2 for a file of this receiver, or set strapi.webhook.jdbc.url to a"
                            + " PostgreSQL and add org.postgresql:postgresql.");
        }
    }
}
