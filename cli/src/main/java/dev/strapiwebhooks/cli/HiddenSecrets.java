package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.explain.CandidateSecret;
import dev.strapiwebhooks.cli.explain.SecretMask;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command so that all that it prints, failures too, goes past a mask that knows the command's secrets. */
final class HiddenSecrets implements IExecutionStrategy {
    private final IExecutionStrategy next = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            command.getCommandSpec().mixins().values().stream()
                    .map(CommandSpec::userObject)
                    .map(HiddenSecrets::known)
                    .filter(secrets -> !secrets.isEmpty())
                    .forEach(secrets -> hide(command, SecretMask.of(secrets)));
        }
        return next.execute(parsed);
    }

    private static List<CandidateSecret> known(Object options) {
        if (options instanceof SecretOptions secret) {
            return secret.known();
        }
        return options instanceof DatabaseOptions database ? database.known() : List.of();
    }

    private static void hide(CommandLine command, SecretMask mask) {
        command.setOut(new PrintWriter(new HidingWriter(command.getOut(), mask), true));
        command.setErr(new PrintWriter(new HidingWriter(command.getErr(), mask), true));
    }
}
