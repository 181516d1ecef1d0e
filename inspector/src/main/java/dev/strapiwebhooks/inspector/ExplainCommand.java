package dev.strapiwebhooks.inspector;

import dev.strapiwebhooks.inspector.delivery.DeliveryFile;
import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import dev.strapiwebhooks.inspector.explain.Explainer;
import dev.strapiwebhooks.inspector.explain.Explanation;
import dev.strapiwebhooks.inspector.explain.Finding;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says why a delivery is refused. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says why a delivery is refused, and how to mend it on either side. Never prints the secret.")
final class ExplainCommand implements Callable<Integer> {
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
        Explanation explanation =
                new Explainer(scheme.scheme(), secret.candidates(), scheme.tolerance()).explain(delivery, null, now);
        Terminal terminal = new Terminal(spec);
        if (json) {
            terminal.line(JsonMapper.shared().writeValueAsString(explanation));
        } else {
            terminal.line(
                    explanation.findings().isEmpty()
                            ? terminal.good(explanation.summary())
                            : terminal.bad("Found " + explanation.findings().size() + ":"));
            explanation.findings().forEach(finding -> print(terminal, finding));
        }
        return explanation.findings().isEmpty() ? 0 : Inspector.REFUSED;
    }

    private static void print(Terminal terminal, Finding finding) {
        terminal.line("");
        terminal.line(terminal.strong(Terminal.printable(finding.what())) + "  "
                + terminal.faint(finding.code() + (finding.certain() ? "" : ", a guess")));
        terminal.line("  Strapi: " + finding.strapi());
        terminal.line("  Java:   " + finding.java());
    }
}
