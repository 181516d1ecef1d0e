package dev.strapiwebhooks.benchmarks.soak;

import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.attack.Attack;
import dev.strapiwebhooks.testkit.attack.AttackMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sends one in ten deliveries with ill intent: forged, or twice. Not thread-safe; one for each thread. */
final class SoakSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final List<Attack> ATTACKS = List.of(Attack.values());

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI target;
    private final AttackMaterial material;
    private final SoakTally tally;
    private final Random random;

    SoakSender(URI target, Clock clock, SoakTally tally, long seed) {
        this.target = target;
        this.tally = tally;
        material = AttackMaterial.timestamped(SoakTarget.SECRET).clock(clock).largestBody(SoakTarget.MAX_BODY_SIZE);
        random = new Random(seed);
    }

    /** Sends a delivery, or a forgery of it, or half of it. */
    void send(int serial) throws IOException, InterruptedException {
        AttackMaterial article = material.event("entry.update", time -> article(serial, time));
        int dice = random.nextInt(100);
        if (dice == 99 && serial % 10 == 0) {
            breakOff(article.genuine());
        } else if (dice < 10) {
            attack(ATTACKS.get(random.nextInt(ATTACKS.size())), article);
        } else {
            tally.genuine(status(article.genuine()));
        }
    }

    private void attack(Attack attack, AttackMaterial article) throws IOException, InterruptedException {
        List<SignedDelivery> deliveries = attack.forge(article);
        int last = deliveries.size() - 1;
        for (SignedDelivery genuine : deliveries.subList(0, last)) {
            tally.genuine(status(genuine));
        }
        // Over a connection of its own: a server closes one whose body it did not want, and the answer may get lost.
        int status = RawHttp.send(target, deliveries.get(last)).status();
        boolean hungUp = status == 0 && attack.isWithstood(status);
        tally.hostile(attack.shown(), attack.status(), hungUp ? attack.status() : status);
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

    private static byte[] article(int serial, Instant time) {
        String json = "{\"event\":\"entry.update\",\"createdAt\":\"" + time
                + "\",\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"id\":" + serial
                + ",\"documentId\":\"d" + serial + "\",\"title\":\"" + "Title ".repeat(serial % 200) + "\"}}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
