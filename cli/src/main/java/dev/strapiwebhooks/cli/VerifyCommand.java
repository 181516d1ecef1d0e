package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.Finding;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Verifies a delivery. */
@Command(name = "verify", description = "Verifies a delivery from a file or a pipe, as a receiver would.")
final class VerifyCommand extends DeliveryCommand {
    @Override
    int judge(RecordedDelivery delivery, Instant time, Terminal terminal) {
        Optional<Rejected> rejection = rejection(delivery, time);
        Optional<Finding> sentSecret = explainer().sentSecret(delivery);
        if (asJson()) {
            terminal.line(JsonMapper.shared().writeValueAsString(json(rejection, sentSecret)));
            return rejection.isEmpty() ? 0 : ExitCode.REFUSED;
        }
        String when = terminal.faint("  (" + timeShown(delivery, time) + ")");
        rejection.ifPresentOrElse(
                rejected -> terminal.line(terminal.bad("refused") + "  " + rejected.reason() + ": "
                        + Terminal.printable(rejected.detail()) + when),
                () -> terminal.line(terminal.good("accepted") + "  unless it is a replay" + when));
        sentSecret.ifPresent(finding -> ExplainCommand.print(terminal, finding));
        return rejection.isEmpty() ? 0 : ExitCode.REFUSED;
    }

    private static ObjectNode json(Optional<Rejected> rejection, Optional<Finding> sentSecret) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("verdict", rejection.isEmpty() ? "accepted" : "refused");
        rejection.ifPresent(
                rejected -> json.put("reason", rejected.reason().name()).put("detail", rejected.detail()));
        sentSecret.ifPresent(
                finding -> json.set("secretSent", JsonMapper.shared().valueToTree(finding)));
        return json;
    }
}
