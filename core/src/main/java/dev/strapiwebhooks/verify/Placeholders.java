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
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "[$#@]\\{\\s*+(?<a>[^:{}]*+)|\\{\\{\\s*+(?<b>[^{}]*+)"
                    + "|\\A\\s*+(?:\\$\\((?<c>[\\w.-]++)\\)|%(?<d>[\\w.-]++)%|@(?<e>[\\w.-]++)@|\\$(?<f>[A-Za-z_]\\w*+))\\s*+\\z");

    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,64}");

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
        for (String group : new String[] {"a", "b", "c", "d", "e", "f"}) {
            String name = matcher.group(group);
            if (name != null) {
                return NAME.matcher(name.strip()).matches() ? name.strip() : "the variable in it";
            }
        }
        return "the variable in it";
    }
}
