package dev.strapiwebhooks.jdbc;

import static java.util.regex.Pattern.DOTALL;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL, apart from the user and the password that it may have named: pools and drivers write URLs into logs and
 * exceptions. Whatever is not understood is refused, because a part of a password may look like anything.
 */
final class JdbcUrl {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String H2 = "jdbc:h2:";
    private static final String HOST = "(?:[\\w.-]+|\\[[\\w:.%]+])(?::\\d+)?";

    private static final Pattern POSTGRES_PLACE = Pattern.compile("(?://" + HOST + "(?:," + HOST + ")*/)?[^/?@]*");
    /** A file may have an @ in its path, a server has not. */
    private static final Pattern H2_PLACE = Pattern.compile("(?!(?i:tcp|ssl):.*@)(?!.*(?i:password=)).*", DOTALL);

    private static final Pattern POSTGRES_PARAMETER = Pattern.compile("[^&]+");
    private static final Pattern H2_PARAMETER = Pattern.compile("(?:\\\\.|[^;\\\\])+", DOTALL);
    private static final Pattern NAME_AND_VALUE = Pattern.compile("([\\w.-]+)=(.*)", DOTALL);

    private final boolean postgres;
    private final String text;
    private @Nullable String user;
    private @Nullable String password;

    private JdbcUrl(String url, String scheme, String mark, Pattern place, Pattern parameter) {
        postgres = scheme.equals(POSTGRES);
        int end = url.indexOf(mark) < 0 ? url.length() : url.indexOf(mark);
        require(place.matcher(url.substring(scheme.length(), end)).matches());
        StringJoiner others = new StringJoiner(postgres ? "&" : ";", mark, "").setEmptyValue("");
        Matcher each = parameter.matcher(url.substring(Math.min(url.length(), end + 1)));
        while (each.find()) {
            if (!isCredential(each.group())) {
                others.add(each.group());
            }
        }
        text = url.substring(0, end) + others;
    }

    static JdbcUrl parse(String url) {
        if (url.startsWith(POSTGRES)) {
            return new JdbcUrl(url, POSTGRES, "?", POSTGRES_PLACE, POSTGRES_PARAMETER);
        }
        require(url.startsWith(H2));
        return new JdbcUrl(url, H2, ";", H2_PLACE, H2_PARAMETER);
    }

    boolean isPostgres() {
        return postgres;
    }

    /** Without user and password. */
    String text() {
        return text;
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    String password() {
        return password;
    }

    private boolean isCredential(String parameter) {
        Matcher parts = NAME_AND_VALUE.matcher(parameter);
        require(parts.matches());
        // H2 does not mind upper and lower case.
        String name = postgres ? parts.group(1) : parts.group(1).toLowerCase(Locale.ROOT);
        switch (name) {
            case "user" -> user = once(user, plain(parts.group(2)));
            case "password" -> password = once(password, plain(parts.group(2)));
            default -> {
                require(!name.toLowerCase(Locale.ROOT).contains("password")); // the one of a key, for example
                return false;
            }
        }
        return true;
    }

    private String plain(String value) {
        try {
            return postgres ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value.replaceAll("(?s)\\\\(.)", "$1");
        } catch (IllegalArgumentException e) {
            throw notUnderstood(); // without the cause, which repeats what it could not decode
        }
    }

    private static String once(@Nullable String before, String value) {
        require(before == null);
        return value;
    }

    private static void require(boolean understood) {
        if (!understood) {
            throw notUnderstood();
        }
    }

    private static IllegalArgumentException notUnderstood() {
        return new IllegalArgumentException("the JDBC URL is not understood; only PostgreSQL and H2 work: write"
                + " jdbc:postgresql://host:5432/database (or jdbc:h2:file), and user and password apart. What else the driver is to know is name=value;"
                + " passwords of keys need a data source of your own");
    }
}
