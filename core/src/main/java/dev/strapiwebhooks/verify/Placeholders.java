package dev.strapiwebhooks.verify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds placeholders that nothing has replaced, as in {@code ${STRAPI_WEBHOOK_SECRET}} where the variable is not set. Such
 * a text stands in documentation and in repositories, so a secret made of it would be known to everyone.
 */
public final class Placeholders {
    /** Of Spring, shells, Maven, SpEL and Helm anywhere in a text; of Kubernetes, shells and Windows as all of it. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("[$#@]\\{(?:([\\w.-]++)|\\s)[^}]*+}|\\{\\{\\s*+([\\w.-]++)[^}]*+}}"
                    + "|\\A\\s*+(?:\\$\\(([\\w.-]++)\\)|%([\\w.-]++)%|@([\\w.-]++)@|\\$([A-Za-z_]\\w*+))\\s*+\\z");

    private static final int LONGEST_NAME = 64;

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

    /** Short enough to be the name of one: or else it may be a part of a password. */
    private static String variable(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String name = matcher.group(group);
            if (name != null && name.length() <= LONGEST_NAME) {
                return name;
            }
        }
        return "the variable in it";
    }
}
