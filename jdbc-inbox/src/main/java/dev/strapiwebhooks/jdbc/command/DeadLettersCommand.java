package dev.strapiwebhooks.jdbc.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.inbox.DeadLetter;
import dev.strapiwebhooks.inbox.DeadLetters;
import dev.strapiwebhooks.jdbc.DurabilityRisk;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.DurableInboxBuilder;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Lists, shows, replays and drops the dead letters of an inbox. Exit codes: 0 done, 1 no such dead letter or a failure, 2
 * not understood.
 */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Deliveries that were given up after too many attempts.")
public final class DeadLettersCommand {
    private static final int PAGE = 1000;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final boolean terminal;
    private final PrintStream bytes;

    /** For picocli. */
    public DeadLettersCommand() {
        this(Terminal.isStandardOutput(), System.out);
    }

    DeadLettersCommand(boolean terminal, PrintStream bytes) {
        this.terminal = terminal;
        this.bytes = bytes;
    }

    /**
     * Runs the command.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(new DeadLettersCommand()).execute(arguments));
    }

    /** Failures in one line: what is wrong here is the database, and not the code. */
    static CommandLine commandLine(DeadLettersCommand command) {
        return new CommandLine(command).setExecutionExceptionHandler((failure, line, result) -> {
            line.getErr().println(printable(String.valueOf(failure.getMessage())));
            Throwable cause = failure.getCause();
            if (cause != null) {
                line.getErr().println(printable(String.valueOf(cause.getMessage())));
            }
            return 1;
        });
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
    int show(@Parameters(paramLabel = "NUMBER") long id) {
        return with(letters -> {
            Optional<byte[]> body = letters.body(id);
            body.ifPresent(this::print);
            return body.isPresent() ? 0 : missing(id);
        });
    }

    @Command(name = "replay", description = "Gives them to their handler again, with all attempts before them.")
    int replay(@Parameters(paramLabel = "NUMBER", arity = "1..*") long[] ids) {
        return with(letters -> each(ids, letters::replay, "will be handled again"));
    }

    @Command(name = "drop", description = "Gives them up for good.")
    int drop(@Parameters(paramLabel = "NUMBER", arity = "1..*") long[] ids) {
        return with(letters -> each(ids, letters::drop, "dropped"));
    }

    private void print(byte[] body) {
        if (terminal) {
            out().println(Terminal.harmless(new String(body, StandardCharsets.UTF_8)));
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
        return 1;
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
                + printable(letter.handler() + "  " + letter.event() + "  " + document + "  " + letter.error());
    }

    /** What senders and handlers wrote must not drive the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
    }
}
