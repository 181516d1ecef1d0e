package dev.strapiwebhooks.types;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes the text as it came. */
final class EnumValueWriter extends ValueSerializer<EnumValue<?>> {
    /** For Jackson. */
    EnumValueWriter() {}

    @Override
    public void serialize(EnumValue<?> value, JsonGenerator generator, SerializationContext context) {
        generator.writeString(value.text());
    }
}
