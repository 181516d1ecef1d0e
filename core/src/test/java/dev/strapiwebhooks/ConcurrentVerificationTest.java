package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.replay.InMemoryReplayGuard;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("one verifier, eight threads, a million verifications")
@Tag("slow")
class ConcurrentVerificationTest {
    private static final int THREADS = 8;
    private static final int VERIFICATIONS = 1_000_000;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final WebhookSecret CURRENT = WebhookSecret.of("current-secret-0123456789");
    private static final WebhookSecret PREVIOUS = WebhookSecret.of("previous-secret-0123456789");
    private static final WebhookSecret STRANGER = WebhookSecret.of("stranger-secret-0123456789");

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** The template of the MAC is cloned by all threads at once; a shared one would mix their bodies. */
    @Test
    void everyResultIsThatOfASingleThread() throws Exception {
        WebhookVerifier verifier = builder().replayCheckedByCaller().build();
        List<TestRequest> requests = requests(500);
        List<String> expected = requests.stream()
                .map(request -> text(request.verifiedBy(verifier)))
                .toList();
        assertThat(expected.stream().distinct()).hasSize(4); // two keys, a mismatch, a malformed signature

        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random order = new Random(thread);
            work.add(() -> differences(verifier, requests, expected, order));
        }

        for (Future<Integer> differences : threads.invokeAll(work)) {
            assertThat(differences.get()).isZero();
        }
    }

    @Test
    void everyDeliveryIsAcceptedByOneThread() throws Exception {
        WebhookVerifier verifier = builder()
                .replayGuard(InMemoryReplayGuard.create(100_000, Clock.fixed(NOW, ZoneOffset.UTC)))
                .build();
        List<TestRequest> requests = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            requests.add(request(CURRENT, i));
        }
        AtomicInteger accepted = new AtomicInteger();
        Callable<@Nullable Void> everyRequest = () -> {
            for (TestRequest request : requests) {
                accepted.addAndGet(request.verifiedBy(verifier) instanceof Verification.Verified ? 1 : 0);
            }
            return null;
        };

        for (Future<@Nullable Void> done : threads.invokeAll(Collections.nCopies(THREADS, everyRequest))) {
            done.get();
        }

        assertThat(accepted).hasValue(requests.size());
    }

    private static int differences(
            WebhookVerifier verifier, List<TestRequest> requests, List<String> expected, Random order) {
        int differences = 0;
        for (int i = 0; i < VERIFICATIONS / THREADS; i++) {
            int pick = order.nextInt(requests.size());
            differences += text(requests.get(pick).verifiedBy(verifier)).equals(expected.get(pick)) ? 0 : 1;
        }
        return differences;
    }

    private static WebhookVerifierBuilder builder() {
        return WebhookVerifier.builder(
                        SignatureScheme.timestamped(),
                        KeyProvider.of(NamedKey.of("current", CURRENT), NamedKey.of("previous", PREVIOUS)))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<TestRequest> requests(int count) {
        List<TestRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(
                    switch (i % 4) {
                        case 0 -> request(CURRENT, i);
                        case 1 -> request(PREVIOUS, i);
                        case 2 -> request(STRANGER, i);
                        default -> malformed(i);
                    });
        }
        return requests;
    }

    private static TestRequest request(WebhookSecret secret, int serial) {
        byte[] body = ("{\"n\":" + serial + "}" + " ".repeat(serial % 300)).getBytes(StandardCharsets.UTF_8);
        return TestRequest.of(
                WebhookHeaders.of(WebhookSigner.timestamped(secret).sign(body, NOW)), body);
    }

    private static TestRequest malformed(int serial) {
        byte[] body = ("{\"n\":" + serial + "}").getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                new HashMap<>(WebhookSigner.timestamped(CURRENT).sign(body, NOW));
        headers.put("X-Webhook-Signature", "sha256=" + serial);
        return TestRequest.of(WebhookHeaders.of(headers), body);
    }

    private static String text(Verification verification) {
        return verification instanceof Verification.Verified verified
                ? verified.keyName()
                : ((Verification.Rejected) verification).reason().name();
    }
}
