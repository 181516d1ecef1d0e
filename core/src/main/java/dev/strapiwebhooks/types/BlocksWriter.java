package dev.strapiwebhooks.types;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes blocks as they came. */
final class BlocksWriter extends ValueSerializer<Blocks> {
    /** For Jackson. */
    BlocksWriter() {}

    @Override
    public void serialize(Blocks blocks, JsonGenerator generator, SerializationContext context) {
        context.writeTree(generator, blocks.json());
    }
}
