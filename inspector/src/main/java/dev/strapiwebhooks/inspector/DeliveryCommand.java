package dev.strapiwebhooks.inspector;

import dev.strapiwebhooks.inspector.delivery.DeliveryFile;
import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that judges one delivery from a file or a pipe. */
@Command(mixinStandardHelpOptions = true)
abstract class DeliveryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions secret = new SecretOptions();

    @Mixin
    private SchemeOptions scheme = new SchemeOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "An exported delivery, a request as text, or a curl command; - or nothing for a pipe.")
    private @Nullable String file;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "The receiver's time, such as 2026-11-23T12:00:00Z. Default: when it was received, if the file"
                            + " says so, or now.")
    private @Nullable Instant at;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public final Integer call() {
        RecordedDelivery delivery = DeliveryFile.read(Input.read(file));
        Instant time = at != null ? at : delivery.receivedAt().orElseGet(Instant::now);
        return judge(delivery, time, new Terminal(spec));
    }

    /** Returns the exit code. */
    abstract int judge(RecordedDelivery delivery, Instant time, Terminal terminal);

    SecretOptions secret() {
        return secret;
    }

    SchemeOptions scheme() {
        return scheme;
    }

    boolean asJson() {
        return json;
    }
}
