package dev.strapiwebhooks.types;

import java.util.Optional;

/** An enum for an attribute of type enumeration: each constant knows its text in Strapi, and one stands for all that are not known. */
public interface EnumText {
    /**
     * The text in Strapi.
     *
     * @return for example {@code how_to}; empty for the constant that stands for unknown texts
     */
    Optional<String> text();
}
