package dev.strapiwebhooks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Writes for people: colours where a terminal shows them, plain text in pipes and with {@code NO_COLOR}. */
final class Terminal {
    /** All controls but tab and end of line (C1 as well: some terminals take U+009B for ESC [), and what turns text around. */
    private static final Pattern DRIVING = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\n]]");

    private final PrintWriter out;
    private final Ansi ansi;

    Terminal(CommandSpec spec) {
        this.out = spec.commandLine().getOut();
        this.ansi = spec.commandLine().getColorScheme().ansi();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    String good(String text) {
        return styled("1;32", text);
    }

    String bad(String text) {
        return styled("1;31", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String strong(String text) {
        return styled("1", text);
    }

    private String styled(String code, String text) {
        return ansi.enabled() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    /** What strangers wrote must not drive the terminal. */
    static String printable(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
    }

    /** With what could drive a terminal as JSON would escape it. */
    static String harmless(String text) {
        return DRIVING.matcher(text)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format("\\\\u%04x", unit))
                        .reduce("", String::concat));
    }

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
}
