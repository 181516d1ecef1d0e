package dev.strapiwebhooks.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content types and components of a Strapi project.
 *
 * <p>Immutable and thread-safe.
 */
public final class StrapiSchema {
    private final Map<String, TypeSchema> types;
    private final Map<String, TypeSchema> known;

    private StrapiSchema(List<TypeSchema> own, List<TypeSchema> others) {
        types = byUid(own);
        known = byUid(builtIn());
        known.putAll(byUid(others));
        known.putAll(types);
    }

    /**
     * Reads the schema files of a project: {@code src/api}, {@code src/components} and {@code src/extensions}. Or, where the
     * directory has a file {@code content-types.json}, what {@link SchemaFetcher} has stored there.
     *
     * @param directory the project's root
     * @return its schema
     * @throws SchemaException naming the file that is missing or cannot be read
     */
    public static StrapiSchema read(Path directory) {
        return FetchedFiles.isIn(directory)
                ? FetchedFiles.read(directory)
                : new StrapiSchema(new ProjectFiles(directory).read(), List.of());
    }

    /**
     * Takes what Strapi's content-type builder answers.
     *
     * @param contentTypes of {@code GET /api/content-type-builder/content-types}
     * @param components of {@code GET /api/content-type-builder/components}
     * @return the schema: the types of the application, those of Strapi and its plugins only where they are referred to
     * @throws SchemaException when it is something else
     */
    public static StrapiSchema ofBuilder(byte[] contentTypes, byte[] components) {
        List<TypeSchema> all = new ArrayList<>(builder(contentTypes, "content types"));
        all.addAll(builder(components, "components"));
        Map<Boolean, List<TypeSchema>> own = all.stream()
                .collect(Collectors.partitioningBy(
                        type -> type.isComponent() || type.uid().startsWith("api::")));
        return new StrapiSchema(own.getOrDefault(true, List.of()), own.getOrDefault(false, List.of()));
    }

    /**
     * Learns from deliveries, where nobody has the schema: the types and members that were sent, and what they look like. Texts of
     * enumerations are texts, components are called by the member that holds them, and what was never anything but null, empty
     * or counted is plain JSON.
     *
     * @param bodies of deliveries; only those with an entry and the uid of its type count
     * @return a schema that fits them
     * @throws SchemaException when a body is no JSON, or none has an entry
     */
    public static StrapiSchema ofDeliveries(Collection<byte[]> bodies) {
        return new StrapiSchema(LearnedSchema.of(bodies), List.of());
    }

    /** The uids of the application's own types, sorted. */
    Set<String> own() {
        return types.keySet();
    }

    /** The uids of all types, with those of Strapi itself, sorted. */
    Set<String> all() {
        return known.keySet();
    }

    Optional<TypeSchema> find(String uid) {
        return Optional.ofNullable(known.get(uid));
    }

    private static List<TypeSchema> builder(byte[] json, String what) {
        JsonNode data =
                parse(json, "the " + what + " of the content-type builder").path("data");
        if (!data.isArray()) {
            throw new SchemaException("the " + what + " of the content-type builder have no member \"data\"");
        }
        return data.valueStream()
                .map(type -> TypeSchema.ofBuilder(type.path("uid").asString(""), type.path("schema")))
                .toList();
    }

    static JsonNode parse(byte[] json, String what) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new SchemaException(what + ": no well-formed JSON, " + e.getOriginalMessage(), e);
        }
    }

    /** Types of Strapi itself that entries refer to; they stand in no file of a project. */
    private static List<TypeSchema> builtIn() {
        try (InputStream json = StrapiSchema.class.getResourceAsStream("strapi-types.json")) {
            if (json == null) {
                throw new IllegalStateException("strapi-types.json is missing beside " + StrapiSchema.class);
            }
            return builder(json.readAllBytes(), "built-in types");
        } catch (IOException e) {
            throw new IllegalStateException("strapi-types.json cannot be read", e);
        }
    }

    private static Map<String, TypeSchema> byUid(List<TypeSchema> types) {
        Map<String, TypeSchema> sorted = new TreeMap<>();
        for (TypeSchema type : types) {
            if (sorted.put(type.uid(), type) != null) {
                throw new SchemaException("two schemas have the uid " + type.uid());
            }
        }
        return sorted;
    }
}
