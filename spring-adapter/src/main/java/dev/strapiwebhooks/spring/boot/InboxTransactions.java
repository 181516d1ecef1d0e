package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.jdbc.HandlerTransactions;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * The transactions of transactional listeners. An inbox asks for them before most of the application's beans are made; what
 * they need is checked when all are there, before anything is handled.
 */
final class InboxTransactions implements SmartInitializingSingleton {
    private final ListableBeanFactory beans;
    private final StrapiWebhookStorageProperties properties;
    private final StrapiWebhookDatabase database;
    private final SingletonSupplier<SpringTransactions> transactions = SingletonSupplier.of(this::find);
    private volatile List<String> listeners = List.of();

    InboxTransactions(
            ListableBeanFactory beans, StrapiWebhookStorageProperties properties, StrapiWebhookDatabase database) {
        this.beans = beans;
        this.properties = properties;
        this.database = database;
    }

    /**
     * For some listeners.
     *
     * @param names of the listeners, for messages; not empty
     */
    HandlerTransactions of(List<String> names) {
        listeners = List.copyOf(names);
        if (properties.jdbc().url() != null) {
            throw refused(
                    "strapi.webhook.jdbc.url gives the inbox a database of its own. Remove it, so that the inbox is in"
                            + " the application's DataSource");
        }
        if (beans.getBeanProvider(DataSource.class).stream().findAny().isEmpty()) {
            throw refused("there is no DataSource, so that the inbox has a file of its own. Set spring.datasource.url");
        }
        return work -> transactions.obtain().run(work);
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!listeners.isEmpty()) {
            transactions.obtain().prove();
        }
    }

    private SpringTransactions find() {
        PlatformTransactionManager manager = only();
        if (manager != null) {
            return new SpringTransactions(
                    manager, database.dataSource(), properties.worker().lease(), this::refused);
        }
        if (beans.getBeanNamesForType(PlatformTransactionManager.class).length > 0) {
            throw refused("there are several beans of type PlatformTransactionManager. Mark the one of the inbox's"
                    + " DataSource as @Primary");
        }
        throw refused(
                beans.getBeanNamesForType(ReactiveTransactionManager.class).length > 0
                        ? "the transaction manager is a reactive one, and the inbox works with JDBC. Define a"
                                + " JdbcTransactionManager of the inbox's DataSource"
                        : "there is no bean of type PlatformTransactionManager. Define a JdbcTransactionManager of the inbox's"
                                + " DataSource");
    }

    private @Nullable PlatformTransactionManager only() {
        return beans.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
    }

    private StrapiWebhookConfigurationException refused(String why) {
        return new StrapiWebhookConfigurationException("the transactional listeners " + listeners
                + " cannot work in the inbox's transaction: " + why + ", or remove transactional");
    }
}
