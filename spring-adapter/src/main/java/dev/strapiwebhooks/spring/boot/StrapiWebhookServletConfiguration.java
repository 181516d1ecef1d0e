package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.spring.StrapiWebhookPathFilter;
import dev.strapiwebhooks.spring.WebhookEndpoints;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Guards the webhook's paths on servlets, with or without Spring MVC. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class StrapiWebhookServletConfiguration {
    /** In front of Spring Security's chain at -100, so that who has no key costs as little as possible. */
    private static final int FILTER_ORDER = -110;

    /**
     * Verifies in front of everything else, servlets of the application included, whatever way a request takes to them.
     *
     * @param endpoints what verifies
     * @return the registration
     */
    @Bean
    @ConditionalOnMissingBean(name = "strapiWebhookFilter")
    FilterRegistrationBean<StrapiWebhookPathFilter> strapiWebhookFilter(WebhookEndpoints endpoints) {
        FilterRegistrationBean<StrapiWebhookPathFilter> registration =
                new FilterRegistrationBean<>(new StrapiWebhookPathFilter(endpoints));
        registration.setOrder(FILTER_ORDER);
        registration.setAsyncSupported(true);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return registration;
    }
}
