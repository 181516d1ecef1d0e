package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.spring.EventPublisher;
import dev.strapiwebhooks.spring.StrapiWebhookMvcConfiguration;
import dev.strapiwebhooks.spring.WebhookPaths;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Guards handlers of Spring MVC. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@Import(StrapiWebhookMvcConfiguration.class)
public final class StrapiWebhookMvcAutoConfiguration {
    /** In front of controllers, which are at 0. */
    private static final int PUBLISHER_ORDER = -1;

    /** For Spring Boot. */
    public StrapiWebhookMvcAutoConfiguration() {}

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
        EventPublisher handler = new EventPublisher(publisher);
        return new SimpleUrlHandlerMapping(
                paths.patterns().stream().collect(Collectors.toMap(path -> path, path -> handler)), PUBLISHER_ORDER);
    }
}
