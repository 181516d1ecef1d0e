package dev.strapiwebhooks.cli.send;

import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Sends deliveries. Does not follow redirects, which would hide what Strapi sees. Thread-safe. */
public final class Sender {
    private static final Duration TIMEOUT = Duration.ofSeconds(10); // as Strapi waits
    private static final int LARGE = 1024 * 1024;
    private static final int MOST_ANSWER = 64 * 1024;
    /** They belong to the connection. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final URI target;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * A sender.
     *
     * @param target the receiver
     */
    public Sender(URI target) {
        this.target = requireHttp(target);
    }

    /**
     * Checks an address before it is used.
     *
     * @param address what a person typed
     * @return the same
     * @throws IllegalArgumentException when it is not one of HTTP
     */
    public static URI requireHttp(URI address) {
        boolean isHttp = address.getUserInfo() == null
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        if (!isHttp || address.getHost() == null) {
            throw new IllegalArgumentException(address + " is not a URL such as http://127.0.0.1:8080/webhooks/strapi");
        }
        return address;
    }

    /**
     * What the receiver said.
     *
     * @param status the HTTP status; 0 when it hung up in the middle of a large body, as it may
     * @param body the start of its text
     * @param duration how long it took
     */
    public record Answer(int status, String body, Duration duration) {
        /**
         * Whether it was accepted.
         *
         * @return true for 2xx
         */
        public boolean isAccepted() {
            return status / 100 == 2;
        }

        /**
         * Whether it was refused as the sender's fault, and not by a failure of the receiver.
         *
         * @return true for 4xx, and when it hung up
         */
        public boolean isRefused() {
            return status / 100 == 4 || status == 0;
        }
    }

    /**
     * Sends one.
     *
     * @param delivery the delivery
     * @return the answer
     * @throws IOException when there is none
     * @throws InterruptedException when the thread is interrupted
     */
    public Answer send(SignedDelivery delivery) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try {
            return exchange(delivery);
        } catch (IOException e) {
            if (delivery.body().length < LARGE || !isHungUp(e)) {
                throw e;
            }
            return new Answer(0, "", since(begin));
        }
    }

    /**
     * Sends one, which the receiver may not like at all.
     *
     * @param delivery the delivery
     * @return the status of the answer; 0 when the receiver hung up
     * @throws IOException when it cannot be reached, or does not answer in time
     * @throws InterruptedException when the thread is interrupted
     */
    public int status(SignedDelivery delivery) throws IOException, InterruptedException {
        try {
            return exchange(delivery).status();
        } catch (IOException e) {
            if (isHungUp(e)) {
                return 0;
            }
            throw e;
        }
    }

    private HttpRequest request(SignedDelivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .method(delivery.method(), HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        for (Header header : delivery.headers()) {
            if (!OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
                request.header(header.name(), header.value());
            }
        }
        return request.build();
    }

    private Answer exchange(SignedDelivery delivery) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> response = client.send(request(delivery), HttpResponse.BodyHandlers.ofInputStream());
        byte[] body = AnswerBody.read(response.body(), MOST_ANSWER, TIMEOUT);
        return new Answer(response.statusCode(), new String(body, StandardCharsets.UTF_8), since(begin));
    }

    /** It took the request, or a part of it, and closed the connection. */
    private static boolean isHungUp(IOException failure) {
        return !(failure instanceof ConnectException
                || failure instanceof HttpTimeoutException
                || failure instanceof SSLException);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
