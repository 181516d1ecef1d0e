package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.spring.GuardedHandlers;
import dev.strapiwebhooks.spring.MappedHandlers;
import dev.strapiwebhooks.spring.StartCheck;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.AbstractHandlerMethodMapping;

/** The check of a WebFlux application. */
final class ReactiveStartCheck extends StartCheck<HandlerMapping, HandlerAdapter> {
    ReactiveStartCheck(ApplicationContext own, GuardedHandlers guarded) {
        super(own, guarded, HandlerMapping.class, HandlerAdapter.class, ReactiveHandlerAdapter.class);
    }

    @Override
    protected void collect(HandlerMapping mapping, MappedHandlers mapped) {
        if (mapping instanceof AbstractHandlerMethodMapping<?> methods) {
            methods.getHandlerMethods().values().forEach(mapped::add);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().values().forEach(mapped::add);
        }
    }
}
