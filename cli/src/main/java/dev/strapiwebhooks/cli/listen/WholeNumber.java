package dev.strapiwebhooks.cli.listen;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers of deliveries, as the page writes them; nothing else is taken for one. */
final class WholeNumber {
    private static final Pattern WRITTEN = Pattern.compile("[1-9][0-9]{0,17}"); // fits into a long

    private WholeNumber() {}

    static OptionalLong of(String text) {
        return WRITTEN.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
