package dev.strapiwebhooks.spring.boot;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** The names of all properties {@code strapi.webhook.*}, read from the records that they are bound to. */
final class PropertyNames {
    static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("strapi.webhook");

    private static final String ELEMENT = "[*]";
    /** What an application calls its endpoints. */
    private static final String KEY = ".*";

    private final SortedSet<String> known = new TreeSet<>();
    private final Map<String, List<String>> choices = new HashMap<>();
    private final Set<String> maps = new HashSet<>();
    /** Maps to texts: their keys may have dots. */
    private final Set<String> texts = new HashSet<>();

    PropertyNames(Class<?>... records) {
        for (Class<?> record : records) {
            addComponents(PREFIX.toString(), record);
        }
    }

    boolean contains(ConfigurationPropertyName name) {
        return find(name).isPresent();
    }

    /** The property as it is documented, with dashes; of an element of a list, the list. */
    Optional<String> find(ConfigurationPropertyName name) {
        String shape = shape(name);
        String list = shape.endsWith(ELEMENT) ? shape.substring(0, shape.length() - ELEMENT.length()) : shape;
        return known.stream()
                .filter(each -> uniform(each).equals(shape) || uniform(each).equals(list))
                .findFirst();
    }

    /** A name that others begin with: what remains of them in YAML, when all are commented out. */
    boolean isGroup(ConfigurationPropertyName name) {
        String shape = shape(name);
        return !contains(name)
                && known.stream()
                        .anyMatch(each -> uniform(each).startsWith(shape + ".")
                                || uniform(each).startsWith(shape + "["));
    }

    /** What may be written, where only some words may; empty elsewhere. */
    List<String> choices(ConfigurationPropertyName name) {
        return choices.getOrDefault(shape(name), List.of());
    }

    String nearest(ConfigurationPropertyName name) {
        String shape = shape(name);
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(uniform(each), shape)))
                .orElseThrow();
    }

    private void addComponents(String prefix, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = prefix + "." + dashed(component.getName());
            Class<?> element = elementOf(component.getGenericType());
            if (component.getType() == Map.class && !element.isRecord()) {
                texts.add(uniform(name));
                known.add(name + KEY);
            } else if (component.getType() == Map.class) {
                maps.add(uniform(name));
                addComponents(name + KEY, element);
            } else if (component.getType().isRecord()) {
                addComponents(name, component.getType());
            } else {
                known.add(name);
                if (component.getType().isEnum()) {
                    choices.put(uniform(name), words(component.getType().getEnumConstants()));
                }
                if (element.isRecord()) {
                    addComponents(name + ELEMENT, element);
                }
            }
        }
    }

    private static List<String> words(Object[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static Class<?> elementOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return arguments[arguments.length - 1] instanceof Class<?> element ? element : Object.class;
        }
        return Object.class;
    }

    static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** As Boot compares: without dashes, in lower case, indexes as stars. */
    private String shape(ConfigurationPropertyName name) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            if (texts.contains(shape.toString())) {
                return shape + KEY;
            }
            if (maps.contains(shape.toString())) {
                shape.append(KEY);
            } else {
                boolean index = name.isNumericIndex(i);
                shape.append(index ? ELEMENT : (i == 0 ? "" : ".") + name.getElement(i, Form.UNIFORM));
            }
        }
        return shape.toString();
    }

    private static String uniform(String name) {
        return name.replace("-", "");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    static boolean isBelow(String name, Collection<String> prefixes) {
        return prefixes.stream()
                .anyMatch(prefix ->
                        name.equals(prefix) || name.startsWith(prefix + ".") || name.startsWith(prefix + "["));
    }
}
