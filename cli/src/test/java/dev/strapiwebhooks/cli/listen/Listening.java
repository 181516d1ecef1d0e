package dev.strapiwebhooks.cli.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.cli.explain.CandidateSecret;
import dev.strapiwebhooks.cli.explain.ExpectedScheme;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real listener on free ports. */
public final class Listening implements AutoCloseable {
    /** What it shares with senders. */
    public static final String SECRET = "a-secret-of-the-inspector-tests-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<ObjectNode> reported = new LinkedBlockingQueue<>();
    private final Listener listener;

    private Listening(ExpectedScheme scheme, @Nullable Path keep, int most, @Nullable URI forward) {
        listener = Listener.start(
                new ListenSettings(
                        "127.0.0.1",
                        0,
                        "/webhooks/strapi",
                        0,
                        scheme.verifier(secret()).build(),
                        scheme,
                        List.of(CandidateSecret.current(SECRET.getBytes(UTF_8))),
                        Duration.ofMinutes(5),
                        64 * 1024,
                        keep,
                        most,
                        forward),
                reported::add);
    }

    public static Listening inMemory() {
        return new Listening(ExpectedScheme.TIMESTAMPED, null, 1000, null);
    }

    public static Listening expecting(ExpectedScheme scheme) {
        return new Listening(scheme, null, 1000, null);
    }

    static Listening keeping(Path file) {
        return new Listening(ExpectedScheme.TIMESTAMPED, file, 1000, null);
    }

    static Listening atMost(int number) {
        return new Listening(ExpectedScheme.TIMESTAMPED, null, number, null);
    }

    static Listening forwarding(URI target) {
        return new Listening(ExpectedScheme.TIMESTAMPED, null, 1000, target);
    }

    public static WebhookSecret secret() {
        return WebhookSecret.of(SECRET);
    }

    public static SignedDelivery signed(String json) {
        return SignedDelivery.of(secret(), json, Instant.now());
    }

    public URI page() {
        return listener.page();
    }

    public URI endpoint() {
        return listener.endpoint();
    }

    public HttpAnswer send(SignedDelivery delivery) throws Exception {
        return RawHttp.send(listener.endpoint(), delivery);
    }

    /** Sends it, and waits until it is in the log. */
    long logged(SignedDelivery delivery) throws Exception {
        return reported(endpoint(), delivery).path("id").asLong();
    }

    /** Sends it, and waits for what a terminal is told. */
    ObjectNode reported(URI target, SignedDelivery delivery) throws Exception {
        HttpAnswer unused = RawHttp.send(target, delivery);
        return nextReport();
    }

    ObjectNode nextReport() throws InterruptedException {
        ObjectNode summary = reported.poll(10, TimeUnit.SECONDS);
        if (summary == null) {
            throw new AssertionError("not reported");
        }
        return summary;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(page().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body());
    }

    HttpResponse<java.util.stream.Stream<String>> stream() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page().resolve("/api/stream"))
                .header("Accept", "text/event-stream")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofLines());
    }

    @Override
    public void close() {
        listener.close();
    }
}
