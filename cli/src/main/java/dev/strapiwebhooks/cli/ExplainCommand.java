package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.Explanation;
import dev.strapiwebhooks.cli.explain.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** Says why a delivery is refused. */
@Command(
        name = "explain",
        description = "Says why a delivery is refused, and how to mend it on either side. Never prints the secret.")
final class ExplainCommand extends DeliveryCommand {
    @Override
    int judge(RecordedDelivery delivery, Instant time, Terminal terminal) {
        Explanation explanation = explainer().explain(delivery, reason(delivery, time), time);
        boolean isFine = explanation.findings().isEmpty();
        if (asJson()) {
            terminal.line(JsonMapper.shared().writeValueAsString(explanation));
        } else {
            terminal.line((isFine ? terminal.good(explanation.summary()) : terminal.bad(explanation.summary()))
                    + terminal.faint("  (" + timeShown(delivery, time) + ")"));
            explanation.findings().forEach(finding -> print(terminal, finding));
        }
        return isFine ? 0 : ExitCode.REFUSED;
    }

    /** A secret that no receiver would take is for the explainer to find out. */
    private @Nullable RejectionReason reason(RecordedDelivery delivery, Instant time) {
        try {
            return rejection(delivery, time).map(Rejected::reason).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static void print(Terminal terminal, Finding finding) {
        terminal.line("");
        terminal.line(terminal.strong(Terminal.printable(finding.what())) + "  "
                + terminal.faint(finding.code() + (finding.certain() ? "" : ", a guess")));
        terminal.line("  Strapi: " + finding.strapi());
        terminal.line("  Java:   " + finding.java());
    }
}
