package dev.strapiwebhooks.spring;

import static java.util.Objects.requireNonNullElse;

import dev.strapiwebhooks.event.EventBindingException;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Set<String> types;

    private StrapiListeners(List<ListenerMethod> all) {
        this.all = all;
        this.types = all.stream().flatMap(each -> each.types().stream()).collect(Collectors.toUnmodifiableSet());
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

    /** Each as a handler of an inbox. */
    List<InboxTarget> named() {
        Map<String, ListenerMethod> names = new HashMap<>();
        List<InboxTarget> named = new ArrayList<>();
        for (ListenerMethod each : all) {
            ListenerMethod other = names.putIfAbsent(each.name(), each);
            if (other != null) {
                throw each.refused("and " + other + " have one name, " + each.name()
                        + ", and the inbox would not tell them apart; set name at one of them");
            }
            named.add(new InboxTarget(each.name(), each.isTransactional(), handler(each)));
        }
        return named;
    }

    private InboxHandler handler(ListenerMethod listener) {
        return new InboxHandler() {
            @Override
            public boolean takes(StoredDelivery delivery) {
                ReceivedDelivery received = delivery.received();
                return listener.takes(received.endpoint(), received.event(), types);
            }

            @Override
            public void handle(StoredDelivery delivery) throws Exception {
                listener.call(delivery.received().event(), delivery);
            }
        };
    }

    /**
     * Calls every method that takes an event, also when one throws.
     *
     * @return false when none takes it
     * @throws Exception the first failure, with the others attached
     */
    boolean handle(String endpoint, StrapiEvent event) throws Exception {
        List<ListenerMethod> takers =
                all.stream().filter(each -> each.takes(endpoint, event, types)).toList();
        Throwable failure = null;
        for (ListenerMethod taker : takers) {
            try {
                taker.call(event, null);
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
