package dev.strapiwebhooks.jdbc;

import java.nio.charset.StandardCharsets;

/**
 * Text that every database takes. Names of events and documents are signed, but may hold anything that JSON can; what
 * matters is in the body, these columns are for people.
 */
final class ColumnText {
    private static final int LONGEST = 200;

    private ColumnText() {}

    static String of(String text) {
        return cleaned(text, LONGEST);
    }

    static String cleaned(String text, int longest) {
        String shortened = text.length() <= longest ? text : text.substring(0, longest);
        // Through UTF-8, because PostgreSQL takes neither half a surrogate pair nor a zero.
        String encodable = new String(shortened.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return encodable.replace('\0', '?');
    }
}
