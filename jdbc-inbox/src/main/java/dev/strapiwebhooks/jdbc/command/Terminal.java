package dev.strapiwebhooks.jdbc.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.regex.Pattern;

/** Whether somebody looks at what is written, and what may be written then. */
final class Terminal {
    /** All controls but tab and end of line (C1 as well: some terminals take U+009B for ESC [), and what turns text around. */
    private static final Pattern DRIVING = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\n]]");

    private Terminal() {}

    /** Asks the shell, because Java looks at standard input too, and since 22 has a console in a pipe as well. */
    @SuppressWarnings("SystemConsoleNull") // only where there is no shell; at worst a pipe is taken for a terminal
    static boolean isStandardOutput() {
        try {
            return new ProcessBuilder("sh", "-c", "[ -t 1 ]")
                            .redirectOutput(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return System.console() != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** With what could drive a terminal as JSON would escape it. */
    static String harmless(String text) {
        return DRIVING.matcher(text)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format("\\\\u%04x", unit))
                        .reduce("", String::concat));
    }
}
