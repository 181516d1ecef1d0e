package dev.strapiwebhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.jdbc.DurabilityRisk;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.DurableInboxBuilder;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, replays and drops the dead letters of an inbox. */
@Command(
        name = "dead-letters",
        aliases = "dead",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, shows, replays and drops deliveries that an inbox gave up after too many attempts.")
final class DeadLettersCommand {
    private static final int PAGE = 1000;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final BooleanSupplier terminal;
    private final PrintStream bytes;

    /** For picocli. */
    DeadLettersCommand() {
        this(Terminal::isStandardOutput, System.out);
    }

    DeadLettersCommand(BooleanSupplier terminal, PrintStream bytes) {
        this.terminal = terminal;
        this.bytes = bytes;
    }

    @Command(
            name = "list",
            description = "One line for each: number, when it died, attempts, handler, event, document, error.")
    int list() {
        return with(letters -> {
            long after = 0;
            List<DeadLetter> page;
            do {
                page = letters.list(after, PAGE);
                page.forEach(letter -> out().println(line(letter)));
                after = page.isEmpty() ? after : page.get(page.size() - 1).id();
            } while (page.size() >= PAGE);
            return 0;
        });
    }

    @Command(
            name = "show",
            description = "The body, as it came; on a terminal, what could drive it is written as \\uXXXX.")
    int show(@Parameters(paramLabel = "NUMBER", description = "As \"list\" shows it.") long id) {
        return with(letters -> {
            Optional<byte[]> body = letters.body(id);
            body.ifPresent(this::print);
            return body.isPresent() ? 0 : missing(id);
        });
    }

    @Command(name = "replay", description = "Gives them to their handler again, with all attempts before them.")
    int replay(@Parameters(paramLabel = "NUMBER", arity = "1..*", description = "As \"list\" shows them.") long[] ids) {
        return with(letters -> each(ids, letters::replay, "will be handled again"));
    }

    @Command(name = "drop", description = "Gives them up for good.")
    int drop(@Parameters(paramLabel = "NUMBER", arity = "1..*", description = "As \"list\" shows them.") long[] ids) {
        return with(letters -> each(ids, letters::drop, "dropped"));
    }

    private void print(byte[] body) {
        if (terminal.getAsBoolean()) {
            out().println(Terminal.harmless(new String(body, UTF_8)));
        } else {
            bytes.writeBytes(body); // not as text: the platform's charset may not have its letters
            bytes.flush();
        }
    }

    private int each(long[] ids, LongPredicate action, String done) {
        int exit = 0;
        for (long id : ids) {
            if (action.test(id)) {
                out().println(id + " " + done);
            } else {
                exit = missing(id);
            }
        }
        return exit;
    }

    private int missing(long id) {
        spec.commandLine().getErr().println("there is no dead letter " + id);
        return ExitCode.REFUSED;
    }

    private int with(ToIntFunction<DeadLetters> work) {
        try (HikariDataSource dataSource = database.open();
                DurableInbox inbox = inbox(dataSource)) {
            return work.applyAsInt(inbox.deadLetters());
        }
    }

    /** Whatever the database risks, it is not this command that stores there. */
    private static DurableInbox inbox(HikariDataSource dataSource) {
        DurableInboxBuilder builder = DurableInbox.builder(dataSource);
        for (DurabilityRisk risk : DurabilityRisk.values()) {
            builder = builder.acceptRisk(risk);
        }
        return builder.build();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String line(DeadLetter letter) {
        String document = letter.uid().orElse("-") + "/" + letter.documentId().orElse("-") + "/"
                + letter.locale().orElse("-");
        return letter.id() + "  " + letter.diedAt() + "  " + letter.attempts() + "x  "
                + Terminal.printable(
                        letter.handler() + "  " + letter.event() + "  " + document + "  " + letter.error());
    }
}
