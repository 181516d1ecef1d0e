package dev.strapiwebhooks.spring;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The one spelling of a path, as the most generous server would understand it: without path parameters, decoded, with
 * backslashes as slashes, and without empty and dot segments.
 */
final class CanonicalPath {
    private CanonicalPath() {}

    static String of(String path) {
        return isPlain(path) ? path : resolved(decoded(withoutParameters(path)).replace('\\', '/'));
    }

    /** Every request of an application comes by, so most cost nothing. */
    private static boolean isPlain(String path) {
        boolean afterSlash = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' || c == ';' || c == '\\' || (afterSlash && (c == '/' || c == '.'))) {
                return false;
            }
            afterSlash = c == '/';
        }
        return path.startsWith("/") && (path.length() == 1 || !afterSlash);
    }

    /** Before decoding, because an encoded semicolon begins no parameter. */
    private static String withoutParameters(String path) {
        return path.replaceAll(";[^/]*+", "");
    }

    /** What is no valid code stays as it is. */
    private static String decoded(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            decoded.write(low < 0 ? bytes[i] : high * 16 + low);
            i += low < 0 ? 1 : 3;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static String resolved(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
