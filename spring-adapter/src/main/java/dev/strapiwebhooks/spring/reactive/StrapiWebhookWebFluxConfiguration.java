package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.spring.EventDispatcher;
import dev.strapiwebhooks.spring.EventDispatcherConfiguration;
import dev.strapiwebhooks.spring.GuardedHandlers;
import dev.strapiwebhooks.spring.HandlerRules;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.HandlerAdapter;

/**
 * Guards handlers of WebFlux. Each part is a bean that WebFlux looks for by its type, so that none depends on how it is
 * configured. Beside it stands a {@link StrapiWebFilter}; needs a bean of type {@link WebhookEndpoints}, or beans of type
 * {@code WebhookEndpoint} and {@code WebhookPaths}.
 */
@Configuration(proxyBeanMethods = false)
@Import(EventDispatcherConfiguration.class)
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
    ReactiveGuard strapiReactiveGuard(BeanFactory beans, GuardedHandlers handlers) {
        return new ReactiveGuard(WebhookEndpoints.of(beans), handlers);
    }

    @Bean
    ReactiveEventMapping strapiEventHandlerMapping(ReactiveGuard guard, EventDispatcher dispatcher) {
        return new ReactiveEventMapping(guard, dispatcher);
    }

    @Bean
    ReactiveHandlerAdapter strapiWebhookHandlerAdapter(ReactiveGuard guard, ObjectProvider<HandlerAdapter> adapters) {
        return new ReactiveHandlerAdapter(guard, adapters);
    }

    @Bean
    static BeanPostProcessor strapiArgumentResolverRegistrar() {
        return new ReactiveArgumentResolverRegistrar();
    }

    /** The filter is asked for, because it settles what the adapter verifies. */
    @Bean
    ReactiveStartCheck strapiWebhookStartCheck(
            ApplicationContext context, ReactiveGuard guard, EventDispatcher dispatcher, StrapiWebFilter filter) {
        return new ReactiveStartCheck(context, new HandlerRules(guard.handlers(), guard.endpoints(), dispatcher));
    }
}
