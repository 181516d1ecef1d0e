package dev.strapiwebhooks.types;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Finds the constant for a text. */
final class EnumValueReader extends ValueDeserializer<EnumValue<?>> {
    private final @Nullable JavaType type;
    private final Map<String, Object> constants;
    private final @Nullable Object unknown;

    /** For Jackson, which then asks for one that knows its type. */
    EnumValueReader() {
        this(null, Map.of(), null);
    }

    private EnumValueReader(@Nullable JavaType type, Map<String, Object> constants, @Nullable Object unknown) {
        this.type = type;
        this.constants = constants;
        this.unknown = unknown;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType type = context.getContextualType();
        Object[] values = type.containedTypeOrUnknown(0).getRawClass().getEnumConstants();
        Map<String, Object> constants = new HashMap<>();
        Object unknown = null;
        for (Object value : values == null ? new Object[0] : values) {
            String text = ((EnumText) value).text().orElse(null);
            if (text == null) {
                unknown = value;
            } else {
                constants.put(text, value);
            }
        }
        return new EnumValueReader(type, constants, unknown);
    }

    @Override
    public EnumValue<?> deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (EnumValue<?>) context.handleUnexpectedToken(type, parser);
        }
        String text = parser.getString();
        Object constant = constants.getOrDefault(text, unknown);
        return constant == null
                ? (EnumValue<?>) context.handleWeirdStringValue(EnumValue.class, text, "no constant has this text")
                : value(constant, text);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The constants are those of the type that the member declares.
    private static EnumValue<?> value(Object constant, String text) {
        return new EnumValue((Enum) constant, text);
    }
}
