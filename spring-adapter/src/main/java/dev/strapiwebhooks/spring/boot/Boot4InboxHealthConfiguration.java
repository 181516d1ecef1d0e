package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.inbox.Inbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health of the inbox, as {@code strapiInbox}, with the Actuator of Boot 4. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(Inbox.class)
final class Boot4InboxHealthConfiguration {
    /**
     * Asks the inbox.
     *
     * @param inbox the inbox
     * @return up when it can be asked, with its numbers; dead letters alone do not make it down
     */
    @Bean
    @ConditionalOnMissingBean(name = "strapiInboxHealthIndicator")
    HealthIndicator strapiInboxHealthIndicator(Inbox inbox) {
        return () -> {
            try {
                Inbox.Statistics statistics = inbox.statistics();
                Health.Builder up =
                        Health.up().withDetail("depth", statistics.depth()).withDetail("dead", statistics.dead());
                statistics.oldest().ifPresent(since -> up.withDetail("oldest", since.toString()));
                return up.build();
            } catch (RuntimeException e) {
                return Health.down(e).build();
            }
        };
    }
}
