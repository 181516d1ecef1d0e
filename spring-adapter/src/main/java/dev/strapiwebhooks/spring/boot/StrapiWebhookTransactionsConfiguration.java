package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.jdbc.DurableInbox;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions for transactional listeners, where there is Spring's JDBC. */
@AutoConfiguration(before = StrapiWebhookJdbcConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass({DurableInbox.class, DataSourceUtils.class, TransactionTemplate.class})
@ConditionalOnProperty(prefix = "strapi.webhook", name = "inbox", havingValue = "jdbc")
final class StrapiWebhookTransactionsConfiguration {
    @Bean
    InboxTransactions strapiInboxTransactions(
            ListableBeanFactory beans, StrapiWebhookStorageProperties properties, StrapiWebhookDatabase database) {
        return new InboxTransactions(beans, properties, database);
    }
}
