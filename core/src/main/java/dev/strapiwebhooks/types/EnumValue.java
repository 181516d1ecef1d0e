package dev.strapiwebhooks.types;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A value of an attribute of type enumeration: {@code EnumValue<Kind> kind}. A text that the application's enum does not know,
 * because an editor's model is newer than the application, is kept beside the constant for unknown ones.
 *
 * @param value the constant, to compare and to switch on
 * @param text what Strapi sent
 * @param <E> the enum
 */
@JsonDeserialize(using = EnumValueReader.class)
@JsonSerialize(using = EnumValueWriter.class)
public record EnumValue<E extends Enum<E> & EnumText>(E value, String text) {
    /**
     * A known value.
     *
     * @param value a constant
     * @param <E> the enum
     * @return the value with its text
     * @throws IllegalArgumentException for the constant that stands for unknown texts, which has none
     */
    public static <E extends Enum<E> & EnumText> EnumValue<E> of(E value) {
        return new EnumValue<>(
                value, value.text().orElseThrow(() -> new IllegalArgumentException(value + " needs its text")));
    }

    /**
     * Whether this is a constant.
     *
     * @param constant the constant
     * @return true when it is
     */
    public boolean is(E constant) {
        return value == constant;
    }

    @Override
    public String toString() {
        return text;
    }
}
