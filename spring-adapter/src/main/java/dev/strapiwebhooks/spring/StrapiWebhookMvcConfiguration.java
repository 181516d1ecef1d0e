package dev.strapiwebhooks.spring;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Guards handlers of Spring MVC. Each part is a bean that Spring MVC looks for by its type, so that none depends on how it
 * is configured: {@code WebMvcConfigurationSupport} and own handler mappings leave {@code WebMvcConfigurer}s out.
 */
@Configuration(proxyBeanMethods = false)
@Import(EventDispatcherConfiguration.class)
public class StrapiWebhookMvcConfiguration {
    /** For Spring. */
    public StrapiWebhookMvcConfiguration() {}

    /**
     * Which handlers are guarded wherever they are.
     *
     * @return shared by interceptor, adapter and check
     */
    @Bean
    GuardedHandlers strapiGuardedHandlers() {
        return new GuardedHandlers();
    }

    @Bean
    ServletGuard strapiServletGuard(BeanFactory beans, GuardedHandlers handlers) {
        return new ServletGuard(WebhookEndpoints.of(beans), handlers);
    }

    @Bean
    EventHandlerMapping strapiEventHandlerMapping(ServletGuard guard, EventDispatcher dispatcher) {
        return new EventHandlerMapping(guard.endpoints(), dispatcher);
    }

    /** Every handler mapping finds beans of this type, and puts them in front of its own interceptors. */
    @Bean
    MappedInterceptor strapiWebhookInterceptor(ServletGuard guard) {
        return new MappedInterceptor((String[]) null, new StrapiWebhookInterceptor(guard));
    }

    @Bean
    StrapiWebhookHandlerAdapter strapiWebhookHandlerAdapter(ServletGuard guard) {
        return new StrapiWebhookHandlerAdapter(guard);
    }

    @Bean
    EntryMismatchResolver strapiEntryMismatchResolver(ServletGuard guard) {
        return new EntryMismatchResolver(guard);
    }

    @Bean
    static BeanPostProcessor strapiArgumentResolverRegistrar() {
        return new ArgumentResolverRegistrar();
    }

    @Bean
    StrapiWebhookStartCheck strapiWebhookStartCheck(
            ApplicationContext context, GuardedHandlers handlers, ServletGuard guard, EventDispatcher dispatcher) {
        return new StrapiWebhookStartCheck(context, new HandlerRules(handlers, guard.endpoints(), dispatcher));
    }
}
