package dev.strapiwebhooks.types;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.node.ArrayNode;

/** Reads an array of blocks, whatever is in it. */
final class BlocksReader extends ValueDeserializer<Blocks> {
    /** For Jackson. */
    BlocksReader() {}

    @Override
    public Blocks deserialize(JsonParser parser, DeserializationContext context) {
        return parser.isExpectedStartArrayToken()
                ? new Blocks((ArrayNode) context.readTree(parser))
                : (Blocks) context.handleUnexpectedToken(Blocks.class, parser);
    }
}
