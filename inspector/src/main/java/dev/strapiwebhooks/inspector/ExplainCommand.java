package dev.strapiwebhooks.inspector;

import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import dev.strapiwebhooks.inspector.explain.Explainer;
import dev.strapiwebhooks.inspector.explain.Explanation;
import dev.strapiwebhooks.inspector.explain.Finding;
import java.time.Instant;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** Says why a delivery is refused. */
@Command(
        name = "explain",
        description = "Says why a delivery is refused, and how to mend it on either side. Never prints the secret.")
final class ExplainCommand extends DeliveryCommand {
    @Override
    int judge(RecordedDelivery delivery, Instant time, Terminal terminal) {
        Explanation explanation = new Explainer(scheme().scheme(), secret().candidates(), scheme().tolerance())
                .explain(delivery, null, time);
        boolean isFine = explanation.findings().isEmpty();
        if (asJson()) {
            terminal.line(JsonMapper.shared().writeValueAsString(explanation));
        } else {
            terminal.line(isFine ? terminal.good(explanation.summary()) : terminal.bad(explanation.summary()));
            explanation.findings().forEach(finding -> print(terminal, finding));
        }
        return isFine ? 0 : Inspector.REFUSED;
    }

    private static void print(Terminal terminal, Finding finding) {
        terminal.line("");
        terminal.line(terminal.strong(Terminal.printable(finding.what())) + "  "
                + terminal.faint(finding.code() + (finding.certain() ? "" : ", a guess")));
        terminal.line("  Strapi: " + finding.strapi());
        terminal.line("  Java:   " + finding.java());
    }
}
