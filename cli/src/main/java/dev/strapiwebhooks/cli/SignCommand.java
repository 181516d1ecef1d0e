package dev.strapiwebhooks.cli;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Signs a body. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Signs a body from a file or a pipe, byte for byte, and prints the headers to send with it.")
final class SignCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SecretOptions secret = new SecretOptions();

    @Mixin
    private SchemeOptions scheme = new SchemeOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The body; - or nothing for a pipe.")
    private @Nullable String file;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "The signed time, such as 2026-11-23T12:00:00Z. Default: now.")
    private Instant time = Instant.now();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        byte[] body = Input.read(file);
        if (body.length == 0) {
            throw new IllegalArgumentException("there is no body to sign; a receiver refuses an empty one");
        }
        Map<String, String> headers =
                new TreeMap<>(scheme.scheme().signer(secret.secret()).sign(body, time));
        headers.put("Content-Type", "application/json");
        Terminal terminal = new Terminal(spec);
        if (json) {
            terminal.line(JsonMapper.shared().writeValueAsString(headers));
        } else {
            headers.forEach((name, value) -> terminal.line(name + ": " + value));
        }
        return 0;
    }
}
