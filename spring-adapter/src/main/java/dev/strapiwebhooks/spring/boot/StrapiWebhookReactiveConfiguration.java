package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.spring.WebhookEndpoints;
import dev.strapiwebhooks.spring.reactive.StrapiWebFilter;
import dev.strapiwebhooks.spring.reactive.StrapiWebhookWebFluxConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.DispatcherHandler;

/** Guards the webhook's paths and handlers of WebFlux. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@Import(StrapiWebhookWebFluxConfiguration.class)
final class StrapiWebhookReactiveConfiguration {
    /**
     * Verifies in front of everything else.
     *
     * @param endpoints what verifies
     * @return the filter
     */
    @Bean
    @ConditionalOnMissingBean
    StrapiWebFilter strapiWebFilter(WebhookEndpoints endpoints) {
        return new StrapiWebFilter(endpoints);
    }
}
