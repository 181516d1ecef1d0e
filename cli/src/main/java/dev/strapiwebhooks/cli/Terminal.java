package dev.strapiwebhooks.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Writes for people: colours where a terminal shows them, plain text in pipes and with {@code NO_COLOR}. */
final class Terminal {
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
}
