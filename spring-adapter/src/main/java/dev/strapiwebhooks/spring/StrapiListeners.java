package dev.strapiwebhooks.spring;

import static java.util.Objects.requireNonNullElse;

import dev.strapiwebhooks.event.ContentTypes;
import dev.strapiwebhooks.event.EventBindingException;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.OrderUtils;

/** The application's {@link StrapiListener} methods. Immutable and thread-safe. */
final class StrapiListeners {
    private final List<ListenerMethod> all;
    private final ContentTypes types;

    private StrapiListeners(List<ListenerMethod> all) {
        this.all = all;
        this.types = ContentTypes.of(
                all.stream().flatMap(each -> each.types().stream()).toList());
    }

    /** Looks at every bean, of parent contexts too, without making it. */
    static StrapiListeners of(ConfigurableListableBeanFactory beans) {
        List<Found> found = new ArrayList<>();
        BeanFactory factory = beans;
        while (factory instanceof ConfigurableListableBeanFactory each) {
            collect(each, found);
            factory = each.getParentBeanFactory() instanceof ConfigurableApplicationContext parent
                    ? parent.getBeanFactory()
                    : each.getParentBeanFactory();
        }
        found.sort(Comparator.comparingInt(Found::order));
        return new StrapiListeners(found.stream().map(Found::listener).toList());
    }

    private static void collect(ConfigurableListableBeanFactory beans, List<Found> found) {
        for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = BeanTypes.of(beans, name);
            if (type != null && AnnotationUtils.isCandidateClass(type, StrapiListener.class)) {
                annotated(type)
                        .forEach((method, annotation) -> found.add(
                                new Found(new ListenerMethod(beans, name, type, method, annotation), method)));
            }
        }
    }

    private static Map<Method, StrapiListener> annotated(Class<?> type) {
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<@Nullable StrapiListener>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, StrapiListener.class));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<ListenerMethod> all() {
        return all;
    }

    boolean take(String endpoint, StrapiEvent event) {
        return !takers(endpoint, event).isEmpty();
    }

    private List<ListenerMethod> takers(String endpoint, StrapiEvent event) {
        return all.stream().filter(each -> each.takes(endpoint, event, types)).toList();
    }

    /**
     * Calls every method that takes an event, also when one throws.
     *
     * @return false when none takes it
     * @throws Exception the first failure, with the others attached
     */
    boolean handle(String endpoint, StrapiEvent event, @Nullable StoredDelivery stored) throws Exception {
        List<ListenerMethod> takers = takers(endpoint, event);
        Throwable failure = null;
        for (ListenerMethod taker : takers) {
            try {
                taker.call(event, stored);
            } catch (InterruptedException e) {
                throw e; // the application ends
            } catch (Throwable e) {
                failure = combined(failure, e);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
        return !takers.isEmpty();
    }

    /** What broke counts more than an entry that does not fit. */
    private static Throwable combined(@Nullable Throwable first, Throwable next) {
        if (first == null || first == next) {
            return next;
        }
        boolean nextCounts = first instanceof EventBindingException && !(next instanceof EventBindingException);
        Throwable counts = nextCounts ? next : first;
        counts.addSuppressed(nextCounts ? first : next);
        return counts;
    }

    @Override
    public String toString() {
        return "@StrapiListener methods " + all;
    }

    private record Found(ListenerMethod listener, Method method) {
        int order() {
            return requireNonNullElse(OrderUtils.getOrder(method), Ordered.LOWEST_PRECEDENCE);
        }
    }
}
