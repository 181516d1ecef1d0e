package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.replay.ReplayGuard;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Health of the replay store, as {@code strapiReplay}, with the Actuator of Boot 3. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(ReplayGuard.class)
final class Boot3HealthConfiguration {
    /**
     * Asks the replay store.
     *
     * @param guard the replay guard
     * @return up when the store can be asked
     */
    @Bean
    @ConditionalOnMissingBean(name = "strapiReplayHealthIndicator")
    HealthIndicator strapiReplayHealthIndicator(ReplayGuard guard) {
        return () -> {
            try {
                guard.check();
                return Health.up().build();
            } catch (RuntimeException e) {
                return Health.down(e).build();
            }
        };
    }
}
