package dev.strapiwebhooks.testkit;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.Verification;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.MediaEvent;
import dev.strapiwebhooks.event.ReleaseEvent;
import dev.strapiwebhooks.event.ReviewStageEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.event.TestEvent;
import dev.strapiwebhooks.event.UnknownEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapturedDeliveriesTest {
    static Stream<CapturedDelivery> withBody() {
        return CapturedDeliveries.all().stream().filter(CapturedDelivery::hasBody);
    }

    static List<CapturedDelivery> signed() {
        return CapturedDeliveries.signed();
    }

    @Test
    void theIndexNamesEveryFile() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(CapturedDeliveries.class.getResource("captures/index.txt"))
                        .toURI())
                .resolveSibling("");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json"))
                            .map(file -> file.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(CapturedDeliveries.all().stream()
                            .map(CapturedDelivery::name)
                            .toList());
        }
    }

    @Test
    void bothVersionsAndEveryKindAreThere() {
        Map<Class<?>, List<StrapiEvent>> kinds =
                withBody().map(c -> EventReader.create().read(c.body())).collect(groupingBy(StrapiEvent::getClass));

        assertThat(kinds.keySet())
                .containsExactlyInAnyOrder(
                        EntryEvent.class,
                        MediaEvent.class,
                        ReviewStageEvent.class,
                        ReleaseEvent.class,
                        TestEvent.class,
                        UnknownEvent.class);
        assertThat(CapturedDeliveries.all())
                .extracting(CapturedDelivery::strapiVersion)
                .contains("4.26.2", "5.54.0");
        assertThat(CapturedDeliveries.redirectedGets())
                .hasSizeGreaterThan(5)
                .allSatisfy(c -> assertThat(c.delivery().method()).isEqualTo("GET"));
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void everyBodyIsReadAsTheTypeOfItsEvent(CapturedDelivery capture) {
        StrapiEvent event = EventReader.create().read(capture.body());
        boolean renamed = event.name().equals("spoofed.by.info");

        assertThat(capture.delivery().header("X-Strapi-Event").split(", "))
                .contains(renamed ? "lab.extra" : event.name());
        assertThat(event.createdAt().isPresent()).isEqualTo(!renamed);
        assertThat(event.getClass()).isEqualTo(typeOf(event.name()));
        if (event instanceof EntryEvent entry) {
            assertThat(entry.id()).isPresent();
            assertThat(entry.documentId().isPresent())
                    .isEqualTo(capture.strapiVersion().startsWith("5"));
            assertThat(entry.entryAs(Row.class).id()).isEqualTo(entry.id().orElseThrow());
            assertThat(entry.document().type()).isNotBlank();
        } else if (event instanceof MediaEvent media) {
            assertThat(media.file().url()).isNotBlank();
            assertThat(media.file().mime()).contains("/");
        } else if (event instanceof ReviewStageEvent review) {
            assertThat(review.to()).isPresent();
        } else if (event instanceof ReleaseEvent release) {
            assertThat(release.release().isPresent()).isEqualTo(release.isPublished());
            assertThat(release.error().isPresent()).isNotEqualTo(release.isPublished());
        }
    }

    record Row(long id) {}

    @ParameterizedTest
    @MethodSource("signed")
    void everySignedOneIsAcceptedAtItsTime(CapturedDelivery capture) {
        WebhookVerifier verifier = verifierFor(capture);
        Verification.Verified verified = verify(verifier, capture.delivery()).orElseThrow();

        assertThat(verified.body()).isEqualTo(capture.body());
        assertThat(verified.timestamp()).contains(capture.signedAt());
        assertThat(verify(verifier, capture.delivery()).toString()).startsWith("REPLAY");
    }

    @ParameterizedTest
    @MethodSource("signed")
    void everySignedOneIsRefusedAfterOneFlippedBit(CapturedDelivery capture) {
        WebhookVerifier verifier = verifierFor(capture);
        for (int bit = 0; bit < capture.body().length * 8; bit += 97) {
            byte[] body = capture.body();
            body[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(verify(verifier, capture.delivery().withBody(body))).isInstanceOf(Verification.Rejected.class);
        }
        for (String header : List.of("X-Webhook-Signature", "X-Webhook-Timestamp")) {
            char[] value = capture.delivery().header(header).toCharArray();
            for (int i = 0; i < value.length; i++) {
                char[] forged = value.clone();
                forged[i] = (char) (forged[i] ^ 1);
                assertThat(verify(verifier, capture.delivery().with(header, String.valueOf(forged))))
                        .isInstanceOf(Verification.Rejected.class);
            }
        }
    }

    @Test
    void onlyTheRenamedEventIsRefusedByAnEndpointUntilItIsRelaxed() {
        for (CapturedDelivery capture : CapturedDeliveries.signed()) {
            SignedDelivery delivery = capture.delivery();
            boolean renamed = capture.name().contains("spoofed.by.info");
            WebhookEndpoint strict = WebhookEndpoint.of(verifierFor(capture));
            WebhookEndpoint relaxed = WebhookEndpoint.builder(verifierFor(capture))
                    .acceptAnyEventHeader()
                    .build();

            assertThat(strict.receive(delivery.asIncomingRequest()) instanceof WebhookDelivery)
                    .as(capture.name())
                    .isEqualTo(!renamed);
            assertThat(relaxed.receive(delivery.asIncomingRequest())).isInstanceOf(WebhookDelivery.class);
        }
    }

    @Test
    void capturesAreFoundByName() throws IOException {
        assertThat(CapturedDeliveries.named("v5-entry.publish-01").action()).isNotBlank();
        assertThat(CapturedDeliveries.named("v5-entry.publish-01").secret()).isEmpty();
        assertThatThrownBy(() -> CapturedDeliveries.named("none")).hasMessageContaining("none");
    }

    private static Class<? extends StrapiEvent> typeOf(String name) {
        if (name.startsWith("entry.")) {
            return EntryEvent.class;
        }
        if (List.of("media.create", "media.update", "media.delete").contains(name)) {
            return MediaEvent.class;
        }
        return switch (name) {
            case "trigger-test" -> TestEvent.class;
            case "releases.publish" -> ReleaseEvent.class;
            case "review-workflows.updateEntryStage" -> ReviewStageEvent.class;
            default -> UnknownEvent.class;
        };
    }

    private static WebhookVerifier verifierFor(CapturedDelivery capture) {
        return WebhookVerifier.timestamped(capture.secret().orElseThrow())
                .clock(new TestClock(capture.signedAt()))
                .build();
    }

    private static Verification verify(WebhookVerifier verifier, SignedDelivery delivery) {
        return verifier.verify(delivery.asIncomingRequest(), delivery.body());
    }
}
