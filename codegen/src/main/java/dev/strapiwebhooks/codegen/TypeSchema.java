package dev.strapiwebhooks.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A content type or a component.
 *
 * @param uid its unique name, for example {@code api::article.article} or {@code shared.seo}
 * @param description what its author wrote about it, else its display name
 * @param draftAndPublish whether it has drafts
 * @param localized whether it has locales
 * @param creatorFields whether Strapi sends who created and changed an entry
 * @param attributes in the order of the schema, without those that are never sent
 */
record TypeSchema(
        String uid,
        String description,
        boolean draftAndPublish,
        boolean localized,
        boolean creatorFields,
        List<AttributeSchema> attributes) {
    /** Files of the media library, for which core has a type. */
    static final String MEDIA = "plugin::upload.file";

    /** Who creates and changes entries in the admin panel. */
    static final String ADMIN = "admin::user";

    /** Components have no namespace. */
    boolean isComponent() {
        return !uid.contains("::");
    }

    /** From a schema file. */
    static TypeSchema ofFile(String uid, JsonNode schema) {
        return of(uid, schema, schema.path("info"), schema.path("options"));
    }

    /** From the content-type builder, which puts everything on one level. */
    static TypeSchema ofBuilder(String uid, JsonNode schema) {
        return of(uid, schema, schema, schema);
    }

    private static TypeSchema of(String uid, JsonNode schema, JsonNode info, JsonNode options) {
        if (!schema.path("attributes").isObject()) {
            throw new SchemaException("the schema of " + uid + " has no attributes");
        }
        String description = info.path("description").asString("").strip();
        return new TypeSchema(
                uid,
                description.isEmpty() ? info.path("displayName").asString(uid) : description,
                options.path("draftAndPublish").asBoolean(false),
                schema.path("pluginOptions").path("i18n").path("localized").asBoolean(false),
                options.path("populateCreatorFields").asBoolean(false),
                attributes(uid, schema.path("attributes"), options.path("privateAttributes")));
    }

    private static List<AttributeSchema> attributes(String uid, JsonNode attributes, JsonNode privateNames) {
        Set<String> hidden =
                privateNames.valueStream().map(name -> name.asString("")).collect(Collectors.toSet());
        List<AttributeSchema> sent = new ArrayList<>();
        for (var attribute : attributes.properties()) {
            AttributeSchema read = new AttributeSchema(uid, attribute.getKey(), attribute.getValue());
            if (read.isSent() && !hidden.contains(read.name())) {
                sent.add(read);
            }
        }
        return List.copyOf(sent);
    }

    boolean has(String attribute) {
        return attributes.stream().anyMatch(own -> own.name().equals(attribute));
    }

    /** What a member of these entries leads to: components and the targets of relations. */
    Set<String> references() {
        Set<String> references = attributes.stream()
                .flatMap(attribute -> Stream.concat(
                        Stream.of(attribute.text("component"), attribute.text("target")),
                        attribute.texts("components").stream()))
                .filter(uid -> !uid.isEmpty() && !uid.equals(MEDIA))
                .collect(Collectors.toCollection(TreeSet::new));
        if (creatorFields) {
            references.add(ADMIN);
        }
        return references;
    }
}
