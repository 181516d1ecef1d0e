package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.spring.WebhookPaths;
import dev.strapiwebhooks.spring.reactive.ReactiveEventPublisher;
import dev.strapiwebhooks.spring.reactive.StrapiWebFilter;
import dev.strapiwebhooks.spring.reactive.StrapiWebhookWebFluxConfiguration;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Guards the webhook's paths and handlers of WebFlux. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@Import(StrapiWebhookWebFluxConfiguration.class)
public final class StrapiWebhookReactiveConfiguration {
    /** In front of controllers, which are at 0. */
    private static final int PUBLISHER_ORDER = -1;

    /** For Spring Boot. */
    public StrapiWebhookReactiveConfiguration() {}

    /**
     * Verifies in front of everything else.
     *
     * @param endpoint the endpoint
     * @param paths the paths
     * @return the filter
     */
    @Bean
    @ConditionalOnMissingBean
    public StrapiWebFilter strapiWebFilter(WebhookEndpoint endpoint, WebhookPaths paths) {
        return new StrapiWebFilter(endpoint, paths);
    }

    /**
     * Publishes events to {@code @EventListener} methods.
     *
     * @param paths the paths
     * @param publisher the application
     * @return a handler for the webhook's paths
     */
    @Bean
    @ConditionalOnProperty(prefix = "strapi.webhook", name = "publish-events")
    public SimpleUrlHandlerMapping strapiEventPublisherMapping(
            WebhookPaths paths, ApplicationEventPublisher publisher) {
        ReactiveEventPublisher handler = new ReactiveEventPublisher(publisher);
        return new SimpleUrlHandlerMapping(
                paths.patterns().stream().collect(Collectors.toMap(path -> path, path -> handler)), PUBLISHER_ORDER);
    }
}
