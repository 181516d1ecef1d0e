package dev.strapiwebhooks.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds <code>${NAME}</code> in a value: nobody has filled it in, because the variable is not set where the program runs. */
final class Placeholders {
    private static final Pattern ANY = Pattern.compile("\\$\\{(?:([\\w.-]+)[:}]|[^}]*\\})");

    private Placeholders() {}

    /** Names the variable only; the rest of the value may be a secret. */
    static void refuse(String what, @Nullable String value) {
        Matcher found = ANY.matcher(value == null ? "" : value);
        if (found.find()) {
            String name = found.group(1) == null ? "…" : found.group(1);
            throw new IllegalArgumentException(
                    what + " still holds ${" + name + "}: set that variable where the application runs");
        }
    }
}
