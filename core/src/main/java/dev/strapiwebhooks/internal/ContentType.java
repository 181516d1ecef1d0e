package dev.strapiwebhooks.internal;

import java.util.List;
import java.util.Locale;

/** Judges Content-Type, of which there may be several values, in one line or in more. */
final class ContentType {
    private static final String JSON = "application/json";
    private static final String WHITE_SPACE = " \t\n\u000B\f\r";

    private ContentType() {}

    /** One value is JSON, and none of them misleads. */
    static boolean isJsonOnly(List<String> lines) {
        if (lines.size() == 1 && lines.get(0).equals(JSON)) {
            return true; // what Strapi sends
        }
        boolean json = false;
        for (String line : lines) {
            if (isBadlyQuoted(line)) {
                return false;
            }
            for (String value : line.split(",", -1)) {
                String[] parts = bare(value).split(";", -1);
                if (misleads(parts)) {
                    return false;
                }
                json |= parts[0].equals(JSON);
            }
        }
        return json;
    }

    /** Jetty fails on an open quote as soon as anything asks for a parameter; nobody needs an escaped one. */
    private static boolean isBadlyQuoted(String line) {
        return line.indexOf('\\') >= 0 || line.chars().filter(c -> c == '"').count() % 2 != 0;
    }

    /**
     * Servers look at the first of several values. They would parse a form, and so swallow the body, as soon as anything
     * asks for a parameter; and decode other text than was signed (JSON is UTF-8, RFC 8259).
     */
    private static boolean misleads(String[] parts) {
        for (String part : parts) {
            if (part.equals("application/x-www-form-urlencoded")
                    || part.startsWith("multipart/")
                    || (part.startsWith("charset=") && !part.equals("charset=utf-8"))) {
                return true;
            }
        }
        return false;
    }

    /** In lower case, without quotes and white space. */
    private static String bare(String value) {
        StringBuilder bare = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '"' && WHITE_SPACE.indexOf(c) < 0) {
                bare.append(c);
            }
        }
        return bare.toString().toLowerCase(Locale.ROOT);
    }
}
