package dev.strapiwebhooks.types;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.TokenBuffer;

/** Reads a relation to one entry in each of the forms that Strapi gives it. */
final class RelationReader extends ValueDeserializer<Relation<?>> {
    private final JavaType target;

    /** For Jackson, which then asks for one that knows its type. */
    RelationReader() {
        this(TypeFactory.unknownType());
    }

    private RelationReader(JavaType target) {
        this.target = target;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return new RelationReader(context.getContextualType().containedTypeOrUnknown(0));
    }

    @Override
    public Relation<?> deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.isExpectedStartObjectToken()) {
            return (Relation<?>) context.handleUnexpectedToken(context.getContextualType(), parser);
        }
        if (!Counts.mayBegin(parser)) {
            return new Relation.Loaded<Object>(context.readValue(parser, target));
        }
        try (TokenBuffer object = Counts.whole(parser, context)) {
            OptionalLong count = Counts.of(object, context);
            return count.isPresent() ? new Relation.Counted<>(count.getAsLong()) : loaded(object, context);
        }
    }

    private Relation<?> loaded(TokenBuffer object, DeserializationContext context) {
        try (JsonParser again = object.asParser(context)) {
            again.nextToken();
            return new Relation.Loaded<Object>(context.readValue(again, target));
        }
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return new Relation.Loaded<>(null);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return new Relation.Absent<>();
    }
}
