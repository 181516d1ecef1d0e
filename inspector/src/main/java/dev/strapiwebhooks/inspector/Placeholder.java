package dev.strapiwebhooks.inspector;

/** Something like {@code ${WEBHOOK_SECRET}}, where a file or shell should have put the value. */
final class Placeholder {
    /** For after the option's name. */
    static final String PROBLEM = "holds a placeholder ${…} that nothing has filled in; give the value itself";

    private Placeholder() {}

    static boolean isIn(String text) {
        return text.contains("${");
    }
}
