package dev.strapiwebhooks.inspector;

import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import dev.strapiwebhooks.verify.Verification;
import dev.strapiwebhooks.verify.WebhookRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Verifies a delivery. */
@Command(name = "verify", description = "Verifies a delivery from a file or a pipe, as a receiver would.")
final class VerifyCommand extends DeliveryCommand {
    @Override
    int judge(RecordedDelivery delivery, Instant time, Terminal terminal) {
        Verification result = scheme().verifier(secret().secret())
                .clock(Clock.fixed(time, ZoneOffset.UTC))
                .build()
                .verify(WebhookRequest.of(delivery, delivery.body()));
        if (asJson()) {
            terminal.line(JsonMapper.shared().writeValueAsString(json(result)));
        } else if (result instanceof Verification.Rejected rejected) {
            terminal.line(terminal.bad("refused") + "  " + rejected.reason() + ": "
                    + Terminal.printable(rejected.detail()) + terminal.faint("  (ask \"explain\" for the cause)"));
        } else {
            terminal.line(terminal.good("accepted") + "  signature and time are right");
        }
        return result instanceof Verification.Verified ? 0 : Inspector.REFUSED;
    }

    private static ObjectNode json(Verification result) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("verdict", result instanceof Verification.Verified ? "accepted" : "refused");
        if (result instanceof Verification.Rejected rejected) {
            json.put("reason", rejected.reason().name());
            json.put("detail", rejected.detail());
        }
        return json;
    }
}
