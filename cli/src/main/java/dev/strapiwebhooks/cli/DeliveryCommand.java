package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.delivery.RecordedRequest;
import dev.strapiwebhooks.cli.explain.Explainer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
        RecordedDelivery delivery = DeliveryFile.readWithFiles(Input.read(file));
        Instant time = at != null ? at : delivery.receivedAt().orElseGet(Instant::now);
        return judge(delivery, time, new Terminal(spec));
    }

    /** Returns the exit code. */
    abstract int judge(RecordedDelivery delivery, Instant time, Terminal terminal);

    /** What a receiver of that time would have said, except that it remembers nothing, and so finds no replay. */
    Optional<Rejected> rejection(RecordedDelivery delivery, Instant time) {
        WebhookVerifier verifier = scheme.verifier(secret.secret())
                .clock(Clock.fixed(time, ZoneOffset.UTC))
                .build();
        Admission admission = WebhookEndpoint.of(verifier).receive(new RecordedRequest(delivery));
        return admission instanceof Answered refusal ? refusal.rejected() : Optional.empty();
    }

    /** Which time that is. */
    String timeShown(RecordedDelivery delivery, Instant time) {
        boolean isReceived = delivery.receivedAt().filter(time::equals).isPresent();
        return "at " + time.truncatedTo(ChronoUnit.SECONDS)
                + (isReceived ? ", when it was received" : at == null ? ", which is now" : "");
    }

    Explainer explainer() {
        return new Explainer(scheme.scheme(), secret.candidates(), scheme.tolerance());
    }

    boolean asJson() {
        return json;
    }
}
