package dev.strapiwebhooks.inspector;

import dev.strapiwebhooks.inspector.delivery.DeliveryFile;
import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import dev.strapiwebhooks.verify.Verification;
import dev.strapiwebhooks.verify.WebhookRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Verifies a delivery. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies a delivery from a file or a pipe, as a receiver would.")
final class VerifyCommand implements Callable<Integer> {
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
            description = "The receiver's time. Default: when it was received, if the file says so, or now.")
    private @Nullable Instant at;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        RecordedDelivery delivery = DeliveryFile.read(Input.read(file));
        Instant now = at != null ? at : delivery.receivedAt().orElseGet(Instant::now);
        Verification result = scheme.verifier(secret.secret())
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build()
                .verify(WebhookRequest.of(delivery, delivery.body()));
        boolean accepted = result instanceof Verification.Verified;
        Terminal terminal = new Terminal(spec);
        if (json) {
            terminal.line(asJson(result));
        } else if (result instanceof Verification.Rejected rejected) {
            terminal.line(terminal.bad("refused") + "  " + rejected.reason() + ": "
                    + Terminal.printable(rejected.detail()) + terminal.faint("  (ask \"explain\" for the cause)"));
        } else {
            terminal.line(terminal.good("accepted") + "  signature and time are right");
        }
        return accepted ? 0 : Inspector.REFUSED;
    }

    private static String asJson(Verification result) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("verdict", result instanceof Verification.Verified ? "accepted" : "refused");
        if (result instanceof Verification.Rejected rejected) {
            json.put("reason", rejected.reason().name());
            json.put("detail", rejected.detail());
        }
        return JsonMapper.shared().writeValueAsString(json);
    }
}
