package dev.strapiwebhooks.codegen;

import java.util.ArrayList;
import java.util.List;

/** Javadoc from what the schema says. */
final class Docs {
    private Docs() {}

    /** A description in the words of the schema's author, which may be anything. */
    static String escaped(String text) {
        return text.strip()
                .replace("&", "&amp;")
                .replace("\\", "&#92;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("{", "&#123;")
                .replace("}", "&#125;")
                .replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    /** The description as a sentence. */
    static String sentence(String text) {
        String escaped = escaped(text);
        return escaped.matches("(?s).*[.!?…]") ? escaped : escaped + ".";
    }

    static String of(AttributeSchema attribute) {
        List<String> facts = new ArrayList<>();
        facts.add(kind(attribute));
        if (attribute.is("required")) {
            facts.add("required to publish");
        }
        if (attribute.json().path("default").isValueNode()) {
            facts.add("default " + attribute.json().path("default").asString());
        }
        if (attribute
                .json()
                .path("pluginOptions")
                .path("i18n")
                .path("localized")
                .asBoolean(false)) {
            facts.add("localized");
        }
        String description = attribute.text("description").strip();
        String text = escaped(String.join(", ", facts));
        return description.isEmpty() ? text : sentence(description) + " " + text;
    }

    private static String kind(AttributeSchema attribute) {
        return switch (attribute.type()) {
            case "relation" ->
                attribute.text("target").isEmpty()
                        ? "relation to entries of any type"
                        : "relation to " + attribute.text("target");
            case "component" ->
                (attribute.is("repeatable") ? "components " : "component ") + attribute.text("component");
            case "customField" -> "custom field " + attribute.text("customField");
            case "dynamiczone" -> "dynamic zone";
            default -> attribute.type();
        };
    }
}
