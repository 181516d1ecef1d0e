package dev.strapiwebhooks.types;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A part of a text in {@link Blocks}: a block, or what stands in one.
 *
 * @param json as Strapi sent it, with what belongs to its type: {@code level}, {@code format}, {@code url}, {@code bold} …
 */
public record Block(JsonNode json) {
    /**
     * What it is.
     *
     * @return {@code paragraph}, {@code heading}, {@code list}, {@code list-item}, {@code quote}, {@code code}, {@code image},
     *     {@code link} or {@code text}; empty where it has none
     */
    public String type() {
        return json.path("type").stringValue("");
    }

    /**
     * The text itself, of a part that has no parts.
     *
     * @return the text
     */
    public Optional<String> text() {
        return json.path("text").stringValueOpt();
    }

    /**
     * The level of a heading.
     *
     * @return 1 to 6; 0 for everything else
     */
    public int level() {
        return json.path("level").asInt(0);
    }

    /**
     * Its parts.
     *
     * @return in their order
     */
    public List<Block> children() {
        return Blocks.blocks(json.path("children"));
    }

    /**
     * The text of it and of all its parts.
     *
     * @return without any markup; the items of a list stand in lines of their own
     */
    public String plainText() {
        String between = type().equals("list") ? "\n" : "";
        return text().orElseGet(() -> children().stream().map(Block::plainText).collect(Collectors.joining(between)));
    }

    @Override
    public String toString() {
        return type() + " " + plainText();
    }
}
