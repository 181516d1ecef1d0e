package dev.strapiwebhooks.codegen;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An attribute of a content type or component.
 *
 * @param owner the uid of what it belongs to
 * @param name its name, in the schema and on the wire
 * @param json what the schema says about it
 */
record AttributeSchema(String owner, String name, JsonNode json) {
    String type() {
        return text("type");
    }

    String text(String member) {
        return json.path(member).asString("");
    }

    boolean is(String member) {
        return json.path(member).asBoolean(false);
    }

    List<String> texts(String member) {
        return json.path(member).valueStream().map(value -> value.asString("")).toList();
    }

    /** Strapi never sends passwords and what is private. */
    boolean isSent() {
        return !type().equals("password") && !is("private");
    }

    /** As people name it in the configuration. */
    String key() {
        return owner + "." + name;
    }

    SchemaException problem(String text) {
        return new SchemaException("attribute " + name + " of " + owner + " " + text);
    }
}
