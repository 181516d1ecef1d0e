package dev.strapiwebhooks.event;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.node.ArrayNode;

/**
 * The text of an attribute of type blocks: paragraphs, headings, lists and whatever Strapi's editor may add.
 *
 * @param json as Strapi sent it; do not change it
 */
@JsonDeserialize(using = BlocksReader.class)
@JsonSerialize(using = BlocksWriter.class)
public record Blocks(ArrayNode json) {
    /**
     * The outermost blocks.
     *
     * @return in their order
     */
    public List<Block> list() {
        return blocks(json);
    }

    /**
     * The text alone, for an index or a preview: a line for each paragraph, heading and item of a list.
     *
     * @return the text, without any markup
     */
    public String plainText() {
        return list().stream()
                .map(Block::plainText)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    static List<Block> blocks(JsonNode array) {
        return array.valueStream().map(Block::new).toList();
    }

    @Override
    public String toString() {
        return plainText();
    }

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
            return Fields.text(json, "type").orElse("");
        }

        /**
         * The text itself, of a part that has no parts.
         *
         * @return the text
         */
        public Optional<String> text() {
            return Fields.text(json, "text");
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
            return text().orElseGet(
                            () -> children().stream().map(Block::plainText).collect(Collectors.joining(between)));
        }

        @Override
        public String toString() {
            return type() + " " + plainText();
        }
    }
}
