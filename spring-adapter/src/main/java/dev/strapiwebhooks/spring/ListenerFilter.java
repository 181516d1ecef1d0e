package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.core.MethodParameter;

/**
 * Which events a listener takes: those that its annotation names, of which its parameters can be given.
 *
 * @param annotation what it names
 * @param types the content types, by its annotation or its entry; empty for all
 * @param parameters what must be given
 */
record ListenerFilter(StrapiListener annotation, Set<String> types, List<MethodParameter> parameters) {
    boolean takes(String endpoint, StrapiEvent event, Set<String> known) {
        return allows(annotation.endpoint(), endpoint)
                && allows(annotation.event(), event.name())
                && takesEntry(event, known)
                && parameters.stream().allMatch(parameter -> EventArguments.suits(parameter, event));
    }

    private boolean takesEntry(StrapiEvent event, Set<String> known) {
        if (!(event instanceof EntryEvent entry)) {
            return types.isEmpty() && annotation.action().length == 0 && annotation.locale().length == 0;
        }
        return (types.isEmpty() || types.stream().anyMatch(uid -> entry.isOf(uid, known)))
                && (annotation.action().length == 0
                        || List.of(annotation.action()).contains(entry.action()))
                && (annotation.locale().length == 0
                        || entry.locale()
                                .filter(locale -> allows(annotation.locale(), locale))
                                .isPresent());
    }

    private static boolean allows(String[] wanted, String value) {
        Collection<String> all = List.of(wanted);
        return all.isEmpty() || all.contains(value);
    }
}
