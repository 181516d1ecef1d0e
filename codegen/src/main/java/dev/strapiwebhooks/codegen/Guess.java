package dev.strapiwebhooks.codegen;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an attribute may be, by the values that were seen.
 *
 * @param type as a schema has it; empty while only null was seen, or {@code counted} while only a count
 * @param isMany whether there can be several
 * @param names the components, or the target of a relation
 */
record Guess(String type, boolean isMany, Set<String> names) {
    /** Nothing has this uid, so that the target is plain JSON. */
    static final String UNKNOWN_TARGET = "unknown";

    static final Guess NOTHING = of("");
    static final Guess JSON = of("json");
    private static final String COUNTED = "counted";
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{3}Z");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d([.]\\d{1,3})?");

    static Guess of(String type) {
        return new Guess(type, false, Set.of());
    }

    static Guess zone(String component) {
        return new Guess("dynamiczone", false, Set.of(component));
    }

    static Guess component(String uid) {
        return new Guess("component", false, Set.of(uid));
    }

    static Guess relation(String target) {
        return new Guess("relation", false, Set.of(target));
    }

    static Guess counted() {
        return of(COUNTED);
    }

    Guess many() {
        return new Guess(type, true, names);
    }

    static Guess ofScalar(JsonNode value) {
        if (value.isNull()) {
            return NOTHING;
        }
        if (value.isBoolean()) {
            return of("boolean");
        }
        if (value.isNumber()) {
            return of(value.isIntegralNumber() && value.canConvertToInt() ? "integer" : "decimal");
        }
        String text = value.asString("");
        if (DATE_TIME.matcher(text).matches()) {
            return of("datetime");
        }
        boolean isDate = DATE.matcher(text).matches();
        return of(isDate ? "date" : TIME.matcher(text).matches() ? "time" : "string");
    }

    /** What fits both; plain JSON where nothing does. */
    Guess or(Guess other) {
        if (type.isEmpty() || (type.equals(COUNTED) && other.type.equals("relation"))) {
            return other;
        }
        if (other.type.isEmpty() || (other.type.equals(COUNTED) && type.equals("relation"))) {
            return this;
        }
        Set<String> both = new TreeSet<>(names);
        both.addAll(other.names);
        if (type.equals(other.type) && isMany == other.isMany) {
            return type.equals("relation") ? new Guess(type, isMany, target(both)) : new Guess(type, isMany, both);
        }
        Set<String> types = Set.of(type, other.type);
        if (Set.of("integer", "decimal").containsAll(types)) {
            return of("decimal");
        }
        return Set.of("string", "date", "datetime", "time").containsAll(types) ? of("string") : JSON;
    }

    /** One that is known is better than one that is not; two are none. */
    private static Set<String> target(Set<String> targets) {
        Set<String> known = new TreeSet<>(targets);
        known.remove(UNKNOWN_TARGET);
        return known.size() == 1 ? known : Set.of(UNKNOWN_TARGET);
    }

    /** As a schema says it. A relation that was only ever counted, or an attribute that was always null, may be anything. */
    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        String name = names.isEmpty() ? "" : names.iterator().next();
        json.put("type", type.isEmpty() || type.equals(COUNTED) ? "json" : type);
        switch (type) {
            case "media" -> json.put("multiple", isMany);
            case "component" -> json.put("component", name).put("repeatable", isMany);
            case "dynamiczone" -> {
                ArrayNode components = json.putArray("components");
                names.forEach(components::add);
            }
            case "relation" -> {
                String kind = name.isEmpty() ? "morphTo" : "oneTo";
                json.put("relation", kind + (isMany ? "Many" : "One"));
                if (!name.isEmpty()) {
                    json.put("target", name);
                }
            }
            default -> {}
        }
        return json;
    }
}
