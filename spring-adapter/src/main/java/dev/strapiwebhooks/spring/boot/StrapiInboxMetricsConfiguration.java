package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.metrics.InboxMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Gauges {@code strapi.webhook.inbox.*}, where there are an inbox and Micrometer. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Inbox.class)
final class StrapiInboxMetricsConfiguration {
    /**
     * Shows how the inbox is doing. Boot binds it to the application's registry.
     *
     * @param inbox the inbox
     * @return the metrics
     */
    @Bean
    @ConditionalOnMissingBean
    InboxMetrics strapiInboxMetrics(Inbox inbox) {
        return new InboxMetrics(inbox);
    }
}
