package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.jdbc.HandlerTransactions;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionUsageException;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's transactions, in which the inbox has the same connection as JdbcTemplate and the like. That it is the same is
 * checked in each. Thread-safe.
 */
final class SpringTransactions implements HandlerTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(SpringTransactions.class);

    private final PlatformTransactionManager manager;
    private final TransactionTemplate template;
    /** By which a transaction knows its connection. */
    private final DataSource dataSource;

    private final Duration longestAnswer;
    /** Says why, and what to do. */
    private final Function<String, StrapiWebhookConfigurationException> refusal;

    SpringTransactions(
            PlatformTransactionManager manager,
            DataSource ofInbox,
            Duration longestAnswer,
            Function<String, StrapiWebhookConfigurationException> refusal) {
        this.manager = manager;
        this.dataSource = bound(ofInbox);
        this.longestAnswer = longestAnswer;
        this.refusal = refusal;
        this.template = new TransactionTemplate(manager);
        template.setName("strapi-webhooks");
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /** This proxy leads to the transaction of its target; transaction managers look behind it, too. */
    private static DataSource bound(DataSource given) {
        DataSource target = given instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? given : bound(target);
    }

    /** Refuses what cannot have the inbox's connection. Where only a transaction can tell, one is tried. */
    void prove() {
        if (manager instanceof ResourceTransactionManager ofResource
                && ofResource.getResourceFactory() instanceof DataSource own) {
            if (own != dataSource) {
                throw anotherDataSource();
            }
            return;
        }
        try {
            run(connection -> {});
        } catch (StrapiWebhookConfigurationException e) {
            throw e;
        } catch (TransactionUsageException e) {
            throw refusal.apply("the transaction manager, " + manager.getClass().getSimpleName()
                    + ", cannot begin a new one at READ COMMITTED. Define a JdbcTransactionManager of the inbox's"
                    + " DataSource as @Primary");
        } catch (Exception e) {
            LOG.warn("The transactions of listeners could not be tried; each is checked when it is begun", e);
        }
    }

    @Override
    public void run(Work work) throws Exception {
        try {
            template.executeWithoutResult(status -> inTransaction(work));
        } catch (WorkFailure e) {
            throw e.failure;
        }
    }

    private void inTransaction(Work work) {
        // Asking for a connection would bind one that is not the transaction's.
        if (!TransactionSynchronizationManager.hasResource(dataSource)) {
            throw anotherDataSource();
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            requireTransactional(connection);
            limitAnswers(connection);
            work.on(connection);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new WorkFailure(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** A database that stands still must not hold a worker for ever; the pool's own limit counts where it has one. */
    private void limitAnswers(Connection connection) throws SQLException {
        if (connection.getNetworkTimeout() == 0) {
            connection.setNetworkTimeout(Runnable::run, (int) longestAnswer.toMillis());
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    try {
                        connection.setNetworkTimeout(Runnable::run, 0);
                    } catch (SQLException e) {
                        LOG.debug("A connection that broke keeps its time limit", e);
                    }
                }
            });
        }
    }

    private void requireTransactional(Connection connection) throws SQLException {
        if (!DataSourceUtils.isConnectionTransactional(connection, dataSource) || connection.getAutoCommit()) {
            throw anotherDataSource();
        }
    }

    private StrapiWebhookConfigurationException anotherDataSource() {
        return refusal.apply(
                "the transaction manager, " + manager.getClass().getSimpleName()
                        + ", has no connection of the inbox's DataSource in its transactions. Let it be one of that DataSource,"
                        + " such as a JdbcTransactionManager or, with a JPA provider that Spring knows, a JpaTransactionManager");
    }

    /** Takes a checked exception through Spring's template, which rolls back. */
    private static final class WorkFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialized
        private final Exception failure;

        WorkFailure(Exception failure) {
            super(null, failure, false, false);
            this.failure = failure;
        }
    }
}
