package dev.strapiwebhooks.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.method.HandlerMethod;

/**
 * Refuses the start of an application in which a guarded handler could be reached without verification, or in which a
 * mark has no effect. Looks at its own context before the server takes requests, and at each further one, of a dispatcher
 * of its own, when that has started.
 *
 * @param <M> handler mappings of the web framework
 * @param <A> handler adapters of the web framework
 */
public abstract class StartCheck<M, A>
        implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {
    private final ApplicationContext own;
    private final HandlerRules rules;
    private final Class<M> mappings;
    private final Class<A> adapters;
    private final Class<? extends A> guard;

    /**
     * A check.
     *
     * @param own the context that this is a bean of
     * @param rules which handlers must be behind the guard, and what else must hold of them
     * @param mappings the type of handler mappings
     * @param adapters the type of handler adapters
     * @param guard the type of the adapter that guards
     */
    protected StartCheck(
            ApplicationContext own,
            HandlerRules rules,
            Class<M> mappings,
            Class<A> adapters,
            Class<? extends A> guard) {
        this.own = own;
        this.rules = rules;
        this.mappings = mappings;
        this.adapters = adapters;
        this.guard = guard;
    }

    /**
     * Finds the handlers of a mapping.
     *
     * @param mapping any
     * @param mapped takes its handlers
     */
    protected abstract void collect(M mapping, MappedHandlers mapped);

    @Override
    public final void afterSingletonsInstantiated() {
        check(own);
    }

    @Override
    public final void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() != own) {
            check(event.getApplicationContext());
        }
    }

    private void check(ApplicationContext context) {
        Collection<M> found = beans(context, mappings);
        if (found.isEmpty()) {
            return; // handlers are in the context of a dispatcher
        }
        MappedHandlers mapped = new MappedHandlers(context);
        found.forEach(mapping -> collect(mapping, mapped));
        new MarkCheck(context, mapped, rules.guarded()).run();
        requireGuardInFront(context, mapped.guardedBy(rules.guarded()));
        rules.require(mapped);
    }

    private void requireGuardInFront(ApplicationContext context, List<HandlerMethod> handlers) {
        List<A> all = new ArrayList<>(beans(context, adapters));
        AnnotationAwareOrderComparator.sort(all);
        if (!handlers.isEmpty() && !all.isEmpty() && !guard.isInstance(all.get(0))) {
            throw new StrapiWebhookConfigurationException(handlers.get(0)
                    + " could be called without verification, because another handler adapter stands in front: "
                    + all.get(0).getClass().getName() + ". Give that adapter a lower precedence");
        }
    }

    private static <T> Collection<T> beans(ApplicationContext context, Class<T> type) {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(context, type, true, false)
                .values();
    }
}
