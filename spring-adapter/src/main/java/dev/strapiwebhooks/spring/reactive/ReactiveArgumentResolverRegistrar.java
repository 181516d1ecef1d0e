package dev.strapiwebhooks.spring.reactive;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;

/** Adds the resolver for events to every adapter of handler methods, before the adapter copies its resolvers. */
final class ReactiveArgumentResolverRegistrar implements BeanPostProcessor {
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            ArgumentResolverConfigurer configurer = adapter.getArgumentResolverConfigurer();
            ArgumentResolverConfigurer own = configurer == null ? new ArgumentResolverConfigurer() : configurer;
            own.addCustomResolver(new ReactiveArgumentResolver());
            adapter.setArgumentResolverConfigurer(own);
        }
        return bean;
    }
}
