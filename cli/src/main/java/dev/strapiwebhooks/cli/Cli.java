package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.internal.Placeholders;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code strapi-webhooks}. */
@Command(
        name = "strapi-webhooks",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Version.class,
        description = "Shows what Strapi sends, says why a delivery is refused, sends samples, attacks receivers,"
                + " manages dead letters, and writes Java types.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done: sent and accepted, verified, every attack was withstood",
            "1:refused, or an attack was not withstood, or something is wrong with the delivery, or not there",
            "2:the command was not understood",
            "3:a file, the network, the database or a setting failed"
        },
        subcommands = {
            ListenCommand.class,
            SendCommand.class,
            AttackCommand.class,
            SignCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            SecretCommand.class,
            TypesCommand.class,
            DeadLettersCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Cli {
    private Cli() {}

    /**
     * Runs a command.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(CommandLine.defaultFactory()).execute(arguments));
    }

    /** Failures in one line: what is wrong is outside of this program. */
    static CommandLine commandLine(CommandLine.IFactory factory) {
        return new CommandLine(new Cli(), factory)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Instant.class, Cli::time)
                .registerConverter(URI.class, Cli::address)
                .setExecutionStrategy(new HiddenSecrets())
                .setParameterExceptionHandler((problem, arguments) -> {
                    CommandLine line = problem.getCommandLine();
                    say(line, problem.getMessage());
                    line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, line, result) -> {
                    say(line, Problems.inWords(failure));
                    return ExitCode.FAILED;
                });
    }

    /** As people and timestamp headers write it. */
    private static Instant time(String text) {
        try {
            return switch (text.length()) {
                case 10 -> Instant.ofEpochSecond(Long.parseLong(text));
                case 13 -> Instant.ofEpochMilli(Long.parseLong(text));
                default -> Instant.parse(text);
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new CommandLine.TypeConversionException(
                    text + " is not a time such as 2026-11-23T12:00:00Z or 1795435200000");
        }
    }

    private static URI address(String text) {
        try {
            Placeholders.requireNone("it", text);
            return new URI(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        } catch (URISyntaxException e) {
            throw new CommandLine.TypeConversionException(
                    "it is not a URL such as http://127.0.0.1:8080/webhooks/strapi");
        }
    }

    private static void say(CommandLine line, @Nullable String problem) {
        line.getErr().println(line.getColorScheme().errorText(Terminal.printable(String.valueOf(problem))));
    }

    /** From the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Cli.class.getPackage().getImplementationVersion();
            return new String[] {"strapi-webhooks " + (version == null ? "(not packaged)" : version)};
        }
    }
}
