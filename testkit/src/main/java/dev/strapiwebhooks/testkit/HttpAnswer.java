package dev.strapiwebhooks.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param status the status code
 * @param text the whole answer as it came, status line and headers included
 */
public record HttpAnswer(int status, String text) {
    private static final Pattern STATUS_LINE = Pattern.compile("\\AHTTP/1\\.1 (\\d{3})");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");

    static HttpAnswer parse(String text) {
        Matcher line = STATUS_LINE.matcher(text);
        return new HttpAnswer(line.find() ? Integer.parseInt(line.group(1)) : 0, text);
    }

    /**
     * The stable code of a problem+json body.
     *
     * @return the code, or an empty text
     */
    public String code() {
        Matcher code = CODE.matcher(text);
        return code.find() ? code.group(1) : "";
    }

    /**
     * A header of the answer.
     *
     * @param name its name, in any case
     * @return its value, or an empty text
     */
    public String header(String name) {
        Matcher line = Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\\r?$")
                .matcher(text);
        return line.find() ? line.group(1) : "";
    }
}
