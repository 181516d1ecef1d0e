package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.spring.HandlerRules;
import dev.strapiwebhooks.spring.MappedHandlers;
import dev.strapiwebhooks.spring.StartCheck;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.AbstractHandlerMethodMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPattern;

/** The check of a WebFlux application. */
final class ReactiveStartCheck extends StartCheck<HandlerMapping, HandlerAdapter> {
    ReactiveStartCheck(ApplicationContext own, HandlerRules rules) {
        super(own, rules, HandlerMapping.class, HandlerAdapter.class, ReactiveHandlerAdapter.class);
    }

    @Override
    protected void collect(HandlerMapping mapping, MappedHandlers mapped) {
        if (mapping instanceof AbstractHandlerMethodMapping<?> methods) {
            methods.getHandlerMethods().forEach((info, method) -> mapped.add(method, patterns(info)));
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach((pattern, handler) -> mapped.add(handler, Set.of(pattern.getPatternString())));
        }
    }

    private static Set<String> patterns(Object info) {
        return info instanceof RequestMappingInfo mapping
                ? mapping.getPatternsCondition().getPatterns().stream()
                        .map(PathPattern::getPatternString)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
