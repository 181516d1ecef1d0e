package dev.strapiwebhooks.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds placeholders that nothing has replaced, as in {@code ${STRAPI_WEBHOOK_SECRET}} where the variable is not set. Such
 * a text stands in documentation and in repositories, so a secret made of it would be known to everyone.
 */
public final class Placeholders {
    /** Of Spring, shells, Maven, SpEL and Helm anywhere in a text; of Kubernetes, shells and Windows as all of it. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "[$#@]\\{(?:([\\w.-]++)|\\s)[^}]*+}|\\{\\{\\s*+([\\w.-]++)[^}]*+}}"
                    + "|\\A\\s*+(?:\\$\\(([\\w.-]++)\\)|%([A-Z_][A-Z0-9_]*+)%|@([\\w.-]++)@|\\$([A-Z_][A-Z0-9_]*+))\\s*+\\z");

    /** What can be shown, because it does not look like a secret: a variable in capitals, or a property in small letters. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,48}\\z)(?:[A-Z]{1,16}|[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++|[a-z]++(?:[.-][a-z]++)*+)");

    private Placeholders() {}

    /**
     * Refuses a text that still holds a placeholder.
     *
     * @param what the text is, for the message: {@code strapi.webhook.secret}
     * @param text a secret, a token, a key or a URL; null passes
     * @throws IllegalArgumentException when it holds one; the message names the variable, and nothing else of the text
     */
    public static void requireNone(String what, @Nullable String text) {
        Matcher matcher = PLACEHOLDER.matcher(text == null ? "" : text);
        if (matcher.find()) {
            throw new IllegalArgumentException(what + " still holds a placeholder: " + variable(matcher)
                    + " is not set. Set it, or write the value itself.");
        }
    }

    private static String variable(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String name = matcher.group(group);
            if (name != null && NAME.matcher(name).matches()) {
                return name;
            }
        }
        return "the variable in it";
    }
}
