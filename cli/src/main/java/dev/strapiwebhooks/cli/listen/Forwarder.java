package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.SecretMask;
import dev.strapiwebhooks.cli.send.AnswerBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passes deliveries on, one after the other, with the bytes and headers that came: the application verifies them by
 * itself. Once, without retries. Thread-safe.
 */
final class Forwarder implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10); // as Strapi waits
    private static final int MOST_WAITING = 20;
    private static final int MOST_ANSWER = 2 * 256 * 1024; // more than is shown, so that no half of a secret is left
    /** They belong to the connection. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final URI target;
    private final SecretMask mask;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ThreadPoolExecutor thread = Background.thread("listen-forward", MOST_WAITING);

    Forwarder(URI target, SecretMask mask) {
        this.target = target;
        this.mask = mask;
    }

    URI target() {
        return target;
    }

    /** Returns at once; the answer comes on another thread. */
    void forward(RecordedDelivery delivery, Consumer<ObjectNode> answer) {
        try {
            thread.execute(() -> answer.accept(send(delivery)));
        } catch (RejectedExecutionException e) {
            answer.accept(problem("not forwarded: " + MOST_WAITING + " others wait"));
        }
    }

    private ObjectNode send(RecordedDelivery delivery) {
        long begin = System.nanoTime();
        try {
            HttpResponse<InputStream> response =
                    client.send(request(delivery), HttpResponse.BodyHandlers.ofInputStream());
            return answer(response, begin);
        } catch (IOException e) {
            return problem(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (IllegalArgumentException e) { // a header that Java's client does not send
            return problem(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem("\"listen\" ended");
        }
    }

    private HttpRequest request(RecordedDelivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .method(delivery.method(), HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        for (HeaderLine line : delivery.headers()) {
            if (!OWN.contains(line.name().toLowerCase(Locale.ROOT))) {
                request.header(line.name(), line.value());
            }
        }
        return request.build();
    }

    private ObjectNode answer(HttpResponse<InputStream> response, long begin) throws IOException {
        byte[] body = mask.hide(AnswerBody.read(response.body(), MOST_ANSWER, TIMEOUT));
        ObjectNode json = Json.object();
        json.put("status", response.statusCode());
        json.put("millis", Duration.ofNanos(System.nanoTime() - begin).toMillis());
        json.putNull("problem");
        List<HeaderLine> headers = response.headers().map().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new HeaderLine(entry.getKey(), value)))
                .toList();
        json.set("headers", HeaderMask.masked(headers));
        Details.putText(json, body);
        return json;
    }

    private static ObjectNode problem(String text) {
        return Json.object().putNull("status").put("problem", text);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
