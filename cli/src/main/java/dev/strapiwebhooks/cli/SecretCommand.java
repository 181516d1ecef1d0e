package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.cli.delivery.OwnersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a secret. */
@Command(
        name = "secret",
        mixinStandardHelpOptions = true,
        description = "Makes a secret of 256 random bits, as 64 hexadecimal digits.")
final class SecretCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Writes it to a new file that only you can read, without a line break.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        String secret = WebhookSecret.randomText();
        if (out == null) {
            spec.commandLine().getOut().println(secret);
            return 0;
        }
        OwnersFile.create(out);
        Files.writeString(out, secret, StandardOpenOption.WRITE);
        return 0;
    }
}
