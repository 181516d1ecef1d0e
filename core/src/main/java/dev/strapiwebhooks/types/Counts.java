package dev.strapiwebhooks.types;

import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.util.TokenBuffer;

/** Tells {@code {"count":2}}, which stands for a relation that was not loaded, from an entry. */
final class Counts {
    private static final String MEMBER = "count";

    private Counts() {}

    /** Whether an object begins like a count; entries begin with their id. The parser moves to the first name. */
    static boolean mayBegin(JsonParser parser) {
        return parser.nextToken() == JsonToken.PROPERTY_NAME && MEMBER.equals(parser.currentName());
    }

    /** The rest of an object, from its first name on, complete again. */
    static TokenBuffer whole(JsonParser parser, DeserializationContext context) {
        TokenBuffer buffer = context.bufferForInputBuffering(parser);
        buffer.writeStartObject();
        while (parser.currentToken() != JsonToken.END_OBJECT) {
            buffer.writeName(parser.currentName());
            parser.nextToken();
            buffer.copyCurrentStructure(parser);
            parser.nextToken();
        }
        buffer.writeEndObject();
        return buffer;
    }

    /** The number, where the object has nothing but a count. */
    static OptionalLong of(TokenBuffer object, DeserializationContext context) {
        try (JsonParser parser = object.asParser(context)) {
            parser.nextToken();
            parser.nextToken();
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                return OptionalLong.empty();
            }
            long count = parser.getLongValue();
            return parser.nextToken() == JsonToken.END_OBJECT ? OptionalLong.of(count) : OptionalLong.empty();
        }
    }
}
