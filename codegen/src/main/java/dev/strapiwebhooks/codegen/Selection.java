package dev.strapiwebhooks.codegen;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which types of a schema are generated: those that are asked for, and what they refer to. */
final class Selection {
    private final StrapiSchema schema;
    private final List<String> excludes;

    private Selection(StrapiSchema schema, List<String> excludes) {
        this.schema = schema;
        this.excludes = excludes;
    }

    static Map<String, TypeSchema> of(StrapiSchema schema, TypeOptions options) {
        Set<String> asked = options.includes().isEmpty() ? schema.own() : matching(options.includes(), schema.all());
        matching(options.excludes(), schema.all());
        Map<String, TypeSchema> selected = new Selection(schema, options.excludes()).withReferences(asked);
        if (selected.isEmpty()) {
            throw new SchemaException("no content type and no component is left to generate");
        }
        return selected;
    }

    private Map<String, TypeSchema> withReferences(Collection<String> asked) {
        Map<String, TypeSchema> selected = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(asked);
        while (!open.isEmpty()) {
            String uid = open.remove();
            if (!selected.containsKey(uid) && excludes.stream().noneMatch(pattern -> matches(pattern, uid))) {
                schema.find(uid).ifPresent(type -> {
                    selected.put(uid, type);
                    open.addAll(type.references());
                });
            }
        }
        return selected;
    }

    private static Set<String> matching(List<String> patterns, Set<String> uids) {
        Set<String> found = new TreeSet<>();
        for (String pattern : patterns) {
            Set<String> matches =
                    uids.stream().filter(uid -> matches(pattern, uid)).collect(Collectors.toSet());
            if (matches.isEmpty()) {
                throw new SchemaException("no content type and no component has a uid like " + pattern);
            }
            found.addAll(matches);
        }
        return found;
    }

    private static boolean matches(String pattern, String uid) {
        return Pattern.matches(
                Pattern.compile("\\*")
                        .splitAsStream(pattern + " ")
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")),
                uid + " ");
    }
}
