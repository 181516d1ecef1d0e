package dev.strapiwebhooks.spi;

/** Checks configured header names: a look-alike character would make every delivery fail with a puzzling reason. */
final class HeaderNames {
    private static final String SYMBOLS = "!#$%&'*+-.^_`|~";

    private HeaderNames() {}

    static String checked(String name) {
        boolean token = !name.isEmpty() && name.chars().allMatch(HeaderNames::isTokenChar);
        if (!token) {
            throw new IllegalArgumentException("\"" + name + "\" is not an HTTP header name (RFC 9110, token);"
                    + " look for spaces and for hyphens that are not ASCII, and type it again");
        }
        return name;
    }

    private static boolean isTokenChar(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || SYMBOLS.indexOf(c) >= 0;
    }
}
