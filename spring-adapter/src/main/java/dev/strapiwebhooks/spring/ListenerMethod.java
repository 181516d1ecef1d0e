package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/** A method with {@link StrapiListener}. What it asks for is checked when it is found. Thread-safe. */
final class ListenerMethod {
    private final ConfigurableListableBeanFactory beans;
    private final String bean;
    private final Class<?> type;
    private final Method method;
    private final List<MethodParameter> parameters;
    private final ListenerFilter filter;

    ListenerMethod(
            ConfigurableListableBeanFactory beans,
            String bean,
            Class<?> type,
            Method method,
            StrapiListener annotation) {
        this.beans = beans;
        this.bean = bean;
        this.type = type;
        this.method = method;
        int values = method.getParameterCount() - (KotlinDetector.isSuspendingFunction(method) ? 1 : 0);
        this.parameters = IntStream.range(0, values)
                .mapToObj(index -> new MethodParameter(method, index).withContainingClass(type))
                .toList();
        parameters.forEach(this::requireKnown);
        requireResult();
        requireOneKindOfEvent(annotation);
        this.filter = new ListenerFilter(annotation, types(annotation), parameters);
        if (annotation.transactional()) {
            TransactionalMethod.objection(type, method).ifPresent(why -> {
                throw refused("is transactional, but " + why);
            });
        }
    }

    /** Content types that are named, for all listeners together. */
    Set<String> types() {
        return filter.types();
    }

    /** By which an inbox knows it. */
    String name() {
        String given = filter.annotation().name();
        return given.isEmpty() ? bean + "." + method.getName() : given;
    }

    boolean isTransactional() {
        return filter.annotation().transactional();
    }

    boolean takesStoredDeliveries() {
        return parameters.stream().anyMatch(ListenerMethod::isStored);
    }

    /** Whether entries of every content type are bound to one class. */
    boolean bindsEveryType() {
        return filter.types().isEmpty() && parameters.stream().anyMatch(EventArguments::isEntry);
    }

    boolean takes(String endpoint, StrapiEvent event, Set<String> known) {
        return filter.takes(endpoint, event, known);
    }

    void call(StrapiEvent event, @Nullable StoredDelivery stored) throws Exception {
        Object target = beans.getBean(bean);
        Method invocable = AopUtils.selectInvocableMethod(method, target.getClass());
        ReflectionUtils.makeAccessible(invocable);
        Object[] arguments = parameters.stream()
                .map(parameter -> isStored(parameter) ? stored : EventArguments.resolve(parameter, event))
                .toArray();
        ListenerCall.invoke(invocable, target, arguments);
    }

    private Set<String> types(StrapiListener annotation) {
        Set<String> own = Set.of(annotation.type());
        Set<String> ofEntry = Set.copyOf(parameters.stream()
                .filter(parameter -> EventArguments.isEntry(parameter) && !EventArguments.isOptional(parameter))
                .flatMap(parameter -> EventArguments.contentType(parameter).stream())
                .toList());
        if (ofEntry.size() > 1) {
            throw refused("binds entries of " + ofEntry + " at once, and an event has one, so that it is never called");
        }
        if (!own.isEmpty() && !own.containsAll(ofEntry)) {
            throw refused(
                    "takes entries of " + own + ", but binds those of " + ofEntry + ", so that it is never called");
        }
        Set<String> types = ofEntry.isEmpty() ? own : ofEntry;
        try {
            types.forEach(EntryEvent::requireUid);
        } catch (IllegalArgumentException e) {
            throw refused("names a content type that cannot be: " + e.getMessage());
        }
        return types;
    }

    private void requireKnown(MethodParameter parameter) {
        if (!EventArguments.isEvent(parameter) && !EventArguments.isEntry(parameter) && !isStored(parameter)) {
            throw refused("asks for " + parameter.getGenericParameterType()
                    + "; it can be given the event, an entry (@StrapiEntry, or a class with @StrapiType)"
                    + " and, behind an inbox, a StoredDelivery");
        }
    }

    /** What runs by itself would be called handled before it has begun, and its failure would be lost. */
    private void requireResult() {
        boolean async = Stream.of(method, method.getDeclaringClass())
                .map(element -> MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY))
                .anyMatch(all -> all.isPresent("org.springframework.scheduling.annotation.Async"));
        if (async && method.getReturnType() == void.class) {
            throw refused("is @Async and returns nothing, so that its failures would be lost;"
                    + " let it return a CompletableFuture, or use an inbox instead of @Async");
        }
    }

    /** As a proxy is not: of an interface without this method, or where the method is private. Proxies are known late. */
    void requireCallable() {
        Class<?> made = beans.getType(bean, false);
        try {
            Method unused = AopUtils.selectInvocableMethod(method, made == null ? type : made);
        } catch (IllegalStateException e) {
            throw refused("cannot be called through the proxy of its bean: " + e.getMessage());
        }
    }

    private void requireOneKindOfEvent(StrapiListener annotation) {
        boolean ofEntries =
                annotation.type().length > 0 || annotation.action().length > 0 || annotation.locale().length > 0;
        boolean otherEvent = parameters.stream()
                .filter(parameter -> EventArguments.isEvent(parameter) && !EventArguments.isOptional(parameter))
                .anyMatch(parameter -> !parameter.getParameterType().isAssignableFrom(EntryEvent.class));
        boolean otherName = annotation.event().length > 0
                && Stream.of(annotation.event()).noneMatch(name -> name.startsWith("entry."));
        if (ofEntries && (otherEvent || otherName)) {
            throw refused("names type, action or locale of entries, but takes events of another kind,"
                    + " so that it is never called");
        }
    }

    /** Endpoints that the annotation names. */
    String[] endpoints() {
        return filter.annotation().endpoint();
    }

    private static boolean isStored(MethodParameter parameter) {
        return parameter.getParameterType() == StoredDelivery.class;
    }

    StrapiWebhookConfigurationException refused(String why) {
        return new StrapiWebhookConfigurationException("@StrapiListener " + this + " " + why);
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + method.getName() + "()";
    }
}
