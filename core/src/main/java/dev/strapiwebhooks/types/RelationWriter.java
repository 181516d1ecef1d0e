package dev.strapiwebhooks.types;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes relations as Strapi does: what is absent is null, and left out where the application leaves out what is empty. */
final class RelationWriter extends ValueSerializer<Object> {
    /** For Jackson. */
    RelationWriter() {}

    @Override
    public void serialize(Object relation, JsonGenerator generator, SerializationContext context) {
        if (relation instanceof Relation.Loaded<?> one) {
            context.writeValue(generator, one.entry());
        } else if (relation instanceof Relations.Loaded<?> many) {
            context.writeValue(generator, many.entries());
        } else if (relation instanceof Relation.Counted<?> one) {
            count(generator, one.entries());
        } else if (relation instanceof Relations.Counted<?> many) {
            count(generator, many.entries());
        } else {
            generator.writeNull();
        }
    }

    private static void count(JsonGenerator generator, long entries) {
        generator.writeStartObject();
        generator.writeNumberProperty("count", entries);
        generator.writeEndObject();
    }

    @Override
    public boolean isEmpty(SerializationContext context, Object relation) {
        return relation instanceof Relation.Absent || relation instanceof Relations.Absent;
    }
}
