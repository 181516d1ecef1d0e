package dev.strapiwebhooks.spring;

import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** The check of an application with Spring MVC. */
final class StrapiWebhookStartCheck extends StartCheck<HandlerMapping, HandlerAdapter> {
    StrapiWebhookStartCheck(ApplicationContext own, HandlerRules rules) {
        super(own, rules, HandlerMapping.class, HandlerAdapter.class, StrapiWebhookHandlerAdapter.class);
    }

    @Override
    protected void collect(HandlerMapping mapping, MappedHandlers mapped) {
        if (mapping instanceof AbstractHandlerMethodMapping<?> methods) {
            methods.getHandlerMethods().forEach((info, method) -> mapped.add(method, patterns(info)));
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach((pattern, handler) -> mapped.add(handler, Set.of(pattern)));
        }
    }

    private static Set<String> patterns(Object info) {
        return info instanceof RequestMappingInfo mapping ? mapping.getPatternValues() : Set.of();
    }
}
