package dev.strapiwebhooks.benchmarks.soak;

import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sends one in ten deliveries with ill intent: forged, or twice. Not thread-safe; one for each thread. */
final class SoakSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final List<Hostility> HOSTILITIES = List.of(Hostility.values());

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI target;
    private final SoakSigner signer;
    private final SoakTally tally;
    private final Random random;

    SoakSender(URI target, SoakSigner signer, SoakTally tally, long seed) {
        this.target = target;
        this.signer = signer;
        this.tally = tally;
        random = new Random(seed);
    }

    /** Sends a delivery, or a forgery of it, or half of it. */
    void send(int serial) throws IOException, InterruptedException {
        SignedDelivery genuine = signer.genuine(serial);
        int dice = random.nextInt(100);
        if (dice == 99 && serial % 10 == 0) {
            breakOff(genuine);
            return;
        }
        if (dice < 9) {
            Hostility hostility = HOSTILITIES.get(random.nextInt(HOSTILITIES.size()));
            SignedDelivery forged = hostility.forge(genuine, signer);
            // Over a connection of its own: a server closes one whose body it did not want, and the answer may get
            // lost.
            int status = RawHttp.send(target, forged).status();
            tally.hostile(
                    hostility.name(),
                    hostility.status(),
                    status == 0 && hostility == Hostility.TOO_LARGE ? hostility.status() : status);
            return;
        }
        tally.genuine(status(genuine));
        if (dice == 9) {
            tally.hostile("REPLAY", 409, status(genuine));
        }
    }

    private void breakOff(SignedDelivery delivery) throws IOException {
        byte[] body = delivery.body();
        try (RawConnection connection = RawConnection.open(target)) {
            connection.write(
                    RawConnection.head(target, delivery, "Content-Length: " + body.length + "\r\n"),
                    Arrays.copyOf(body, body.length / 2));
            connection.reset();
        }
        tally.broken();
    }

    private int status(SignedDelivery delivery) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .method(delivery.method(), BodyPublishers.ofByteArray(delivery.body()));
        for (Header header : delivery.headers()) {
            request.header(header.name(), header.value());
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
