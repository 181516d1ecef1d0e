package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.explain.SecretMask;
import java.io.PrintWriter;
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
                    .filter(SecretOptions.class::isInstance)
                    .map(SecretOptions.class::cast)
                    .forEach(options -> hide(command, SecretMask.of(options.known())));
        }
        return next.execute(parsed);
    }

    private static void hide(CommandLine command, SecretMask mask) {
        command.setOut(new PrintWriter(new HidingWriter(command.getOut(), mask), true));
        command.setErr(new PrintWriter(new HidingWriter(command.getErr(), mask), true));
    }
}
