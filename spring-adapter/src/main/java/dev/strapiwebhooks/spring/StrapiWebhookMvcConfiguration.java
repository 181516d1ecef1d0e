package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookEndpoint;
import java.util.List;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Registers the interceptor and the argument resolver with Spring MVC. */
public final class StrapiWebhookMvcConfiguration implements WebMvcConfigurer {
    private final WebhookEndpoint endpoint;
    private final WebhookPaths paths;

    /**
     * A configuration for one endpoint.
     *
     * @param endpoint what judges the requests
     * @param paths where every request must be a webhook
     */
    public StrapiWebhookMvcConfiguration(WebhookEndpoint endpoint, WebhookPaths paths) {
        this.endpoint = endpoint;
        this.paths = paths;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new StrapiWebhookInterceptor(endpoint, paths)).order(Integer.MIN_VALUE);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new StrapiArgumentResolver());
    }
}
