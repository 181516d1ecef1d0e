package dev.strapiwebhooks.spring;

import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;

/** The check of an application with Spring MVC. */
final class StrapiWebhookStartCheck extends StartCheck<HandlerMapping, HandlerAdapter> {
    StrapiWebhookStartCheck(ApplicationContext own, GuardedHandlers guarded) {
        super(own, guarded, HandlerMapping.class, HandlerAdapter.class, StrapiWebhookHandlerAdapter.class);
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
