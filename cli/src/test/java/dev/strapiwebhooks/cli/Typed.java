package dev.strapiwebhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.cli.listen.Listening;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** Commands as a person types them, and what they print. */
final class Typed {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    private final CommandLine.IFactory factory;

    Typed() {
        this(CommandLine.defaultFactory());
    }

    Typed(CommandLine.IFactory factory) {
        this.factory = factory;
    }

    /** The output starts anew; nothing that is printed may hold the secret. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = Cli.commandLine(factory);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int exit = line.execute(arguments);
        assertThat(List.of(out.toString(), err.toString())).noneMatch(text -> text.contains(Listening.SECRET));
        return exit;
    }
}
