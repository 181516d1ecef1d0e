package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.send.Attack;
import dev.strapiwebhooks.cli.send.Material;
import dev.strapiwebhooks.cli.send.Samples;
import dev.strapiwebhooks.cli.send.Sender;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
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

/** Sends a sample, a stored delivery or a forgery. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Signs and sends a sample, or sends a stored delivery as it is, or a forgery.")
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

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            description = "Sends a forgery, and says whether it was refused: ${COMPLETION-CANDIDATES}.")
    private @Nullable Attack attack;

    @Option(names = "--all-attacks", description = "Sends every forgery.")
    private boolean allAttacks;

    @Option(names = "--list", description = "Lists events and forgeries, and sends nothing.")
    private boolean list;

    @Mixin
    private SecretOptions secret = new SecretOptions();

    @Mixin
    private SchemeOptions scheme = new SchemeOptions();

    @Option(names = "--json", description = "Prints one JSON object for each delivery.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            return list();
        }
        if (attack == null && !allAttacks) {
            return sendOne();
        }
        int exit = 0;
        for (Attack each : allAttacks ? Attack.values() : new Attack[] {attack}) {
            exit = Math.max(exit, attack(each));
        }
        return exit;
    }

    private int list() {
        Terminal terminal = new Terminal(spec);
        for (int version : List.of(4, 5)) {
            terminal.line(terminal.strong("Events of Strapi " + version));
            Samples.events(version).forEach(name -> terminal.line("  " + name));
        }
        terminal.line(terminal.strong("Forgeries"));
        for (Attack each : Attack.values()) {
            terminal.line(
                    String.format(Locale.ROOT, "  %-16s %s", each.name().toLowerCase(Locale.ROOT), each.description()));
        }
        return 0;
    }

    private int sendOne() throws IOException, InterruptedException {
        SignedDelivery delivery = file != null ? stored() : material().signed();
        Sender.Answer answer = new Sender(url).send(delivery);
        Terminal terminal = new Terminal(spec);
        String verdict = answer.isAccepted() ? "accepted" : answer.isRefused() ? "refused" : "failed";
        String shown = answer.isAccepted() ? terminal.good(verdict) : terminal.bad(verdict);
        report(terminal, file != null ? file : sample.event(), shown, verdict, answer);
        return answer.isAccepted() ? 0 : ExitCode.REFUSED;
    }

    private int attack(Attack each) throws IOException, InterruptedException {
        Sender sender = new Sender(url);
        Sender.Answer last = null;
        for (SignedDelivery delivery : material().forge(each)) {
            last = sender.send(delivery);
        }
        Terminal terminal = new Terminal(spec);
        if (last == null) {
            terminal.line(String.format(
                    Locale.ROOT, "%-16s not with this scheme", each.name().toLowerCase(Locale.ROOT)));
            return 0;
        }
        String verdict = last.isRefused() ? terminal.good("refused, as it should be") : terminal.bad("NOT REFUSED");
        report(
                terminal,
                each.name().toLowerCase(Locale.ROOT),
                verdict,
                last.isRefused() ? "refused" : "not refused",
                last);
        return last.isRefused() ? 0 : ExitCode.REFUSED;
    }

    private void report(Terminal terminal, String what, String shown, String verdict, Sender.Answer answer) {
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
                shown,
                answer.duration().toMillis()));
        if (!answer.body().isBlank()) {
            terminal.line(terminal.faint("  " + Terminal.printable(answer.body())));
        }
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

    private Material material() {
        return new Material(scheme.scheme(), secret.secret(), sample.event(), sample.body(), Instant.now());
    }
}
