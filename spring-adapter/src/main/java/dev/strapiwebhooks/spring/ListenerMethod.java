package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.event.ContentTypes;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/** A method with {@link StrapiListener}. What it asks for is checked when it is found. Thread-safe. */
final class ListenerMethod {
    private final BeanFactory beans;
    private final String bean;
    private final Method method;
    private final List<MethodParameter> parameters;
    private final ListenerFilter filter;

    ListenerMethod(BeanFactory beans, String bean, Method method, StrapiListener annotation) {
        this.beans = beans;
        this.bean = bean;
        this.method = method;
        int values = method.getParameterCount() - (KotlinDetector.isSuspendingFunction(method) ? 1 : 0);
        this.parameters = IntStream.range(0, values)
                .mapToObj(index -> new MethodParameter(method, index))
                .toList();
        parameters.forEach(this::requireKnown);
        requireResult();
        this.filter = new ListenerFilter(annotation, types(annotation), parameters);
    }

    /** Content types that are named, for all listeners together. */
    Set<String> types() {
        return filter.types();
    }

    boolean takesStoredDeliveries() {
        return parameters.stream().anyMatch(ListenerMethod::isStored);
    }

    /** Whether entries of every content type are bound to one class. */
    boolean bindsEveryType() {
        return filter.types().isEmpty() && parameters.stream().anyMatch(EventArguments::isEntry);
    }

    boolean takes(String endpoint, StrapiEvent event, ContentTypes known) {
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
                .filter(EventArguments::isEntry)
                .flatMap(parameter -> EventArguments.contentType(parameter).stream())
                .toList());
        if (!own.isEmpty() && !own.containsAll(ofEntry)) {
            throw refused(
                    "takes entries of " + own + ", but binds those of " + ofEntry + ", so that it is never called");
        }
        Set<String> types = ofEntry.isEmpty() ? own : ofEntry;
        try {
            ContentTypes unused = ContentTypes.of(types);
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

    private static boolean isStored(MethodParameter parameter) {
        return parameter.getParameterType() == StoredDelivery.class;
    }

    private StrapiWebhookConfigurationException refused(String why) {
        return new StrapiWebhookConfigurationException("@StrapiListener " + this + " " + why);
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
    }
}
