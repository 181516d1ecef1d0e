package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.send.Samples;
import dev.strapiwebhooks.cli.send.Sender;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
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

/** Sends a sample or a stored delivery. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Signs and sends a sample, or sends a stored delivery as it is.")
final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--url", paramLabel = "URL", description = "The receiver. Default: where \"listen\" receives.")
    private URI url = URI.create("http://127.0.0.1:4949/webhooks/strapi");

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A stored delivery, sent as it is; - for a pipe. Without it, a sample is signed and sent.")
    private @Nullable String file;

    @Mixin
    private SampleOptions sample = new SampleOptions();

    @Option(names = "--list", description = "Lists the events of which there are samples, and sends nothing.")
    private boolean list;

    @Mixin
    private SecretOptions secret = new SecretOptions();

    @Mixin
    private SchemeOptions scheme = new SchemeOptions();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = new Terminal(spec);
        if (list) {
            for (int version : List.of(4, 5)) {
                terminal.line(terminal.strong("Events of Strapi " + version));
                Samples.events(version).forEach(name -> terminal.line("  " + name));
            }
            return 0;
        }
        Sender.Answer answer = new Sender(url).send(file != null ? stored() : sample());
        report(terminal, file != null ? file : sample.event(), answer);
        return answer.isAccepted() ? 0 : ExitCode.REFUSED;
    }

    private void report(Terminal terminal, String what, Sender.Answer answer) {
        String verdict = answer.isAccepted() ? "accepted" : answer.isRefused() ? "refused" : "failed";
        if (json) {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put("sent", what).put("verdict", verdict).put("status", answer.status());
            line.put("millis", answer.duration().toMillis()).put("answer", answer.body());
            terminal.line(line.toString());
            return;
        }
        terminal.line(String.format(
                Locale.ROOT,
                "%-16s %d  %s  %d ms",
                what,
                answer.status(),
                answer.isAccepted() ? terminal.good(verdict) : terminal.bad(verdict),
                answer.duration().toMillis()));
        if (!answer.body().isBlank()) {
            terminal.line(terminal.faint("  " + Terminal.printable(answer.body())));
        }
    }

    private SignedDelivery sample() {
        return scheme.material(secret.secret())
                .event(sample.event(), sample.body())
                .genuine();
    }

    private SignedDelivery stored() {
        RecordedDelivery delivery = DeliveryFile.read(Input.read(file));
        SignedDelivery sent = SignedDelivery.unsigned(delivery.body())
                .withMethod(delivery.method())
                .without("Content-Type");
        for (var line : delivery.headers()) {
            sent = sent.adding(line.name(), line.value());
        }
        return sent;
    }
}
