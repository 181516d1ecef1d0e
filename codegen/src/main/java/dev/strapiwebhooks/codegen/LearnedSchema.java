package dev.strapiwebhooks.codegen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A schema from what Strapi has sent, where nobody has the real one. It knows only what was there. */
final class LearnedSchema {
    private static final Set<String> OF_EVERY_ENTRY = Set.of(
            "id",
            "documentId",
            "createdAt",
            "updatedAt",
            "publishedAt",
            "locale",
            "localizations",
            "createdBy",
            "updatedBy");

    private final Map<String, Map<String, Guess>> types = new TreeMap<>();
    private final Map<String, String> uids = new HashMap<>();
    private final Set<String> localized = new TreeSet<>();
    private final Set<String> withCreators = new TreeSet<>();

    static List<TypeSchema> of(Collection<byte[]> bodies) {
        List<JsonNode> events = bodies.stream()
                .map(body -> StrapiSchema.parse(body, "a delivery"))
                .filter(event ->
                        event.path("entry").isObject() && event.path("uid").isString())
                .toList();
        if (events.isEmpty()) {
            throw new SchemaException("there is no delivery with an entry and the uid of its type");
        }
        LearnedSchema learned = new LearnedSchema();
        // First who is who: a relation's target is told by the id of a document that was an entry itself.
        events.forEach(event ->
                learned.uids.put(id(event.path("entry")), event.path("uid").asString()));
        learned.uids.remove(""); // Strapi 4 has numbers, which mean nothing without their type
        events.forEach(event -> learned.type(event.path("uid").asString(), event.path("entry")));
        return learned.schemas();
    }

    private static String id(JsonNode entry) {
        return entry.path("documentId").asString("");
    }

    private void type(String uid, JsonNode entry) {
        Map<String, Guess> attributes = types.computeIfAbsent(uid, unused -> new LinkedHashMap<>());
        for (var member : entry.properties()) {
            String name = member.getKey();
            if (!OF_EVERY_ENTRY.contains(name) && !name.startsWith("__")) {
                attributes.merge(name, guess(uid, name, member.getValue()), Guess::or);
            }
        }
        if (entry.has("locale")) {
            localized.add(uid);
        }
        if (entry.has("createdBy")) {
            withCreators.add(uid);
        }
    }

    private Guess guess(String owner, String name, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .map(element ->
                            element.isObject() ? object(owner, name, element).many() : Guess.JSON)
                    .reduce(Guess.NOTHING, Guess::or);
        }
        return value.isObject() ? object(owner, name, value) : Guess.ofScalar(value);
    }

    private Guess object(String owner, String name, JsonNode value) {
        if (value.has("__component")) {
            String uid = value.path("__component").asString("");
            type(uid, value);
            return Guess.zone(uid);
        }
        if (value.has("mime") && value.has("hash")) {
            return Guess.of("media");
        }
        if (value.has("children") && value.has("type")) {
            return Guess.of("blocks");
        }
        if (value.has("__type")) {
            return Guess.relation("");
        }
        if (value.has("createdAt") && value.has("id")) {
            return Guess.relation(uids.getOrDefault(id(value), Guess.UNKNOWN_TARGET));
        }
        if (value.size() == 1 && value.path("count").isIntegralNumber()) {
            return Guess.counted();
        }
        return value.has("id") ? component(owner, name, value) : Guess.JSON;
    }

    /** A component does not say its name; it gets that of the member. */
    private Guess component(String owner, String name, JsonNode value) {
        String uid = owner.substring(owner.lastIndexOf('.') + 1) + "." + name;
        type(uid, value);
        return Guess.component(uid);
    }

    private List<TypeSchema> schemas() {
        List<TypeSchema> schemas = new ArrayList<>();
        types.forEach((uid, attributes) -> {
            List<AttributeSchema> all = new ArrayList<>();
            attributes.forEach((name, guess) -> all.add(new AttributeSchema(uid, name, guess.json())));
            schemas.add(new TypeSchema(
                    uid,
                    "Learned from deliveries.",
                    true,
                    localized.contains(uid),
                    withCreators.contains(uid),
                    List.copyOf(all)));
        });
        return schemas;
    }
}
