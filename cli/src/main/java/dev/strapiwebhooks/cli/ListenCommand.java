package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.cli.listen.ListenSettings;
import dev.strapiwebhooks.cli.listen.Listener;
import dev.strapiwebhooks.cli.send.Sender;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Receives deliveries and shows them. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = "Receives deliveries, and shows them here and on a page of this machine.")
final class ListenCommand implements Callable<Integer> {
    private static final int MOST_BODY = 64 * 1024 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions secret = new SecretOptions();

    @Mixin
    private SchemeOptions scheme = new SchemeOptions();

    @Option(
            names = "--host",
            description = "Where to receive. Only this machine reaches 127.0.0.1. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Where to receive; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
    private int port = 4949;

    @Option(names = "--path", description = "Where to receive. Default: ${DEFAULT-VALUE}.")
    private String path = "/webhooks/strapi";

    @Option(
            names = "--page-port",
            description = "Where the page is, always on 127.0.0.1; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
    private int pagePort = 4950;

    @Option(names = "--max-body", paramLabel = "BYTES", description = "The largest body. Default: ${DEFAULT-VALUE}.")
    private int maxBody = WebhookEndpoint.DEFAULT_MAX_BODY_SIZE;

    @Option(
            names = "--max-deliveries",
            paramLabel = "NUMBER",
            description = "How many are kept; the oldest go first. Default: ${DEFAULT-VALUE}.")
    private int most = 1000;

    @Option(names = "--keep", paramLabel = "FILE", description = "Keeps deliveries in an H2 file instead of in memory.")
    private @Nullable Path keep;

    @Option(names = "--forward", paramLabel = "URL", description = "Passes verified deliveries on, as they came.")
    private @Nullable URI forward;

    @Option(names = "--json", description = "Prints one JSON object for each delivery.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        check();
        Terminal terminal = new Terminal(spec);
        try (Listener listener = Listener.start(settings(), delivery -> print(terminal, delivery))) {
            if (!json) {
                terminal.line(
                        "Deliveries: " + terminal.strong(listener.endpoint().toString()));
                terminal.line("Page:       " + terminal.strong(listener.page().toString()));
                terminal.line(terminal.faint("Ctrl+C ends it."));
            }
            new CountDownLatch(1).await(); // until the process is ended
            return 0;
        }
    }

    private void check() {
        boolean isFine = isPort(port) && isPort(pagePort) && most >= 1 && maxBody <= MOST_BODY;
        if (!isFine) {
            throw new ParameterException(
                    spec.commandLine(),
                    "ports are 0 to 65535, --max-deliveries is at least 1, --max-body at most " + MOST_BODY);
        }
    }

    private static boolean isPort(int number) {
        return number >= 0 && number <= 65_535;
    }

    private ListenSettings settings() {
        return new ListenSettings(
                host,
                port,
                path.startsWith("/") ? path : "/" + path,
                pagePort,
                scheme.verifier(secret.secret()).build(),
                scheme.scheme(),
                secret.candidates(),
                scheme.tolerance(),
                maxBody,
                keep,
                most,
                forward == null ? null : Sender.requireHttp(forward));
    }

    private void print(Terminal terminal, ObjectNode delivery) {
        if (json) {
            terminal.line(delivery.toString());
            return;
        }
        if (delivery.path("notShown").asInt(0) > 0) {
            terminal.line(terminal.faint("  " + delivery.path("notShown").asInt() + " others are on the page only"));
        }
        JsonNode forward = delivery.path("forward");
        if (forward.isObject()) {
            String answer =
                    forward.path("status").asString(forward.path("problem").asString("no answer"));
            terminal.line(
                    terminal.faint("  number " + delivery.path("id").asString("") + ", the application's answer: ")
                            + Terminal.printable(answer));
            return;
        }
        String verdict = delivery.path("verdict").asString("");
        String shown = verdict.equals("accepted") ? terminal.good(verdict) : terminal.bad(verdict);
        terminal.line(terminal.faint(delivery.path("receivedAt").asString("")) + "  " + shown + "  "
                + Terminal.printable(delivery.path("event").asString("-") + "  "
                        + delivery.path("model").asString("-") + "  "
                        + delivery.path("reason").asString(""))
                + terminal.faint("  " + delivery.path("bytes").asInt(0) + " bytes, number "
                        + delivery.path("id").asString("")));
        if (delivery.path("cause").isString()) {
            terminal.line("  " + Terminal.printable(delivery.path("cause").stringValue()));
        }
    }
}
