package dev.strapiwebhooks.types;

import java.util.List;
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
}
