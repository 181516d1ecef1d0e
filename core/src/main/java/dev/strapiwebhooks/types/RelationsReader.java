package dev.strapiwebhooks.types;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.TokenBuffer;

/** Reads a relation to several entries in each of the forms that Strapi gives it. */
final class RelationsReader extends ValueDeserializer<Relations<?>> {
    private final JavaType relation;
    private final JavaType entries;

    /** For Jackson, which then asks for one that knows its type. */
    RelationsReader() {
        this(TypeFactory.unknownType(), TypeFactory.unknownType());
    }

    private RelationsReader(JavaType relation, JavaType entries) {
        this.relation = relation;
        this.entries = entries;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType relation = context.getContextualType();
        JavaType target = relation.containedTypeOrUnknown(0);
        return new RelationsReader(relation, context.getTypeFactory().constructCollectionType(List.class, target));
    }

    @Override
    public Relations<?> deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.isExpectedStartArrayToken()) {
            return new Relations.Loaded<>(context.<List<?>>readValue(parser, entries));
        }
        if (parser.isExpectedStartObjectToken() && Counts.mayBegin(parser)) {
            try (TokenBuffer object = Counts.whole(parser, context)) {
                OptionalLong count = Counts.of(object, context);
                if (count.isPresent()) {
                    return new Relations.Counted<>(count.getAsLong());
                }
            }
        }
        return (Relations<?>) context.handleUnexpectedToken(relation, parser);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return new Relations.Loaded<>(List.of());
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return new Relations.Absent<>();
    }
}
