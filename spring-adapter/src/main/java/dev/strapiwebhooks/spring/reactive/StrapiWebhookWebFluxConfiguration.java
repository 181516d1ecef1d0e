package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.spring.GuardedHandlers;
import dev.strapiwebhooks.spring.WebhookPaths;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerAdapter;

/**
 * Guards handlers of WebFlux. Each part is a bean that WebFlux looks for by its type, so that none depends on how it is
 * configured. Beside it stands a {@link StrapiWebFilter}; needs beans of type {@link WebhookEndpoint} and {@link
 * WebhookPaths}.
 */
@Configuration(proxyBeanMethods = false)
public class StrapiWebhookWebFluxConfiguration {
    /** For Spring. */
    public StrapiWebhookWebFluxConfiguration() {}

    /**
     * Which handlers are guarded wherever they are.
     *
     * @return shared by adapter and check
     */
    @Bean
    GuardedHandlers strapiGuardedHandlers() {
        return new GuardedHandlers();
    }

    @Bean
    ReactiveHandlerAdapter strapiWebhookHandlerAdapter(
            WebhookEndpoint endpoint,
            WebhookPaths paths,
            GuardedHandlers handlers,
            ObjectProvider<HandlerAdapter> adapters) {
        return new ReactiveHandlerAdapter(new ReactiveExchange(endpoint), paths, handlers, adapters);
    }

    @Bean
    static BeanPostProcessor strapiArgumentResolverRegistrar() {
        return new ReactiveArgumentResolverRegistrar();
    }

    /** The filter is asked for, because it settles what the adapter verifies. */
    @Bean
    ReactiveStartCheck strapiWebhookStartCheck(
            ApplicationContext context, GuardedHandlers handlers, StrapiWebFilter filter) {
        return new ReactiveStartCheck(context, handlers);
    }
}
