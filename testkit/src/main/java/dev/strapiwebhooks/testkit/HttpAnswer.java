package dev.strapiwebhooks.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server answered. Immutable. */
public final class HttpAnswer {
    private static final Pattern STATUS_LINE = Pattern.compile("\\AHTTP/1\\.1 (\\d{3})");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");

    private final int status;
    private final String text;

    private HttpAnswer(int status, String text) {
        this.status = status;
        this.text = text;
    }

    static HttpAnswer parse(String text) {
        Matcher line = STATUS_LINE.matcher(text);
        return new HttpAnswer(line.find() ? Integer.parseInt(line.group(1)) : 0, text);
    }

    /** {@return the status code, 0 where there is no answer} */
    public int status() {
        return status;
    }

    /** {@return the whole answer as it came, status line and headers included} */
    public String text() {
        return text;
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

    @Override
    public String toString() {
        return text;
    }
}
