package dev.strapiwebhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.EndpointFixture;
import dev.strapiwebhooks.FakeRequest;
import dev.strapiwebhooks.PendingBody;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyBudgetTest extends EndpointFixture {
    @Test
    void moreBodiesThanPlacesAreRefusedUntilOneIsRead() {
        BodyBudget budget = new BodyBudget(2, 1000, 1000);
        BodyBudget.Share first = budget.take("a");
        budget.take("b");

        assertThatThrownBy(() -> budget.take("c")).hasMessageContaining("2");
        first.bodyRead();
        first.bodyRead();
        assertThatCode(() -> budget.take("c")).doesNotThrowAnyException();
        assertThatThrownBy(() -> budget.take("d")).hasMessageContaining("2");
    }

    @Test
    void oneClientHasAQuarterOfThePlacesButNeverFewerThanStrapiNeeds() {
        assertThat(placesOfOneClient(new BodyBudget(40, 1000, 1000))).isEqualTo(10);
        assertThat(placesOfOneClient(new BodyBudget(16, 1000, 1000))).isEqualTo(5);
        assertThat(placesOfOneClient(new BodyBudget(3, 1000, 1000))).isEqualTo(3);
    }

    @Test
    void aClientGetsItsPlacesBack() {
        BodyBudget budget = new BodyBudget(40, 1000, 1000);
        for (int round = 0; round < 100; round++) {
            List<BodyBudget.Share> shares = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                shares.add(budget.take("a"));
            }
            shares.forEach(BodyBudget.Share::close);
            shares.forEach(BodyBudget.Share::close);
        }
        assertThat(placesOfOneClient(budget)).isEqualTo(10);
    }

    @Test
    void memoryIsHeldUntilTheBodyIsJudged() {
        BodyBudget budget = new BodyBudget(16, 1000, 1000);
        BodyBudget.Share first = budget.take("a");
        BodyBudget.Share second = budget.take("b");
        first.grow(600);
        first.bodyRead();

        assertThatThrownBy(() -> second.grow(401)).hasMessageContaining("1000");
        second.grow(400);
        first.close();
        first.close();
        second.grow(600);
        assertThatThrownBy(() -> second.grow(1)).hasMessageContaining("1000");
    }

    @Test
    void whatArrivesAfterTheEndTakesNothing() {
        BodyBudget budget = new BodyBudget(16, 1000, 1000);
        BodyBudget.Share late = budget.take("a");
        late.close();

        assertThatThrownBy(() -> late.grow(1000)).isInstanceOf(IllegalStateException.class);
        budget.take("b").grow(1000);
    }

    @Test
    void oneClientHasAQuarterOfTheMemoryButAlwaysRoomForTheLargestBody() {
        BodyBudget budget = new BodyBudget(16, 1000, 100);
        BodyBudget.Share first = budget.take("a");
        first.grow(250);
        BodyBudget.Share second = budget.take("a");

        assertThatThrownBy(() -> second.grow(1))
                .hasMessageContaining("one client address")
                .hasMessageContaining("250");
        budget.take("b").grow(250);
        first.close();
        second.grow(250);

        new BodyBudget(16, 1000, 900).take("a").grow(900);
    }

    @Test
    void aFullEndpointAnswers503BeforeItReads() {
        WebhookEndpoint narrow =
                WebhookEndpoint.builder(verifier()).maxConcurrentBodies(1).build();
        PendingBody pending = (PendingBody) narrow.begin(signed(BODY));
        FakeRequest next = signed(BODY);

        Answered refusal = (Answered) narrow.receive(next);

        assertThat(code(refusal)).isEqualTo("OVERLOADED");
        assertThat(refusal.response().status()).isEqualTo(503);
        assertThat(refusal.response().headers()).containsEntry("Retry-After", "1");
        assertThat(next.opened).hasValue(0);
        pending.close();
        assertThat(narrow.receive(next)).isInstanceOf(WebhookDelivery.class);
    }

    /** Whatever the end of a request is, its place and its memory are free afterwards. */
    @ParameterizedTest
    @ValueSource(strings = {"accepted", "forged", "short", "error", "failed", "closed"})
    void everyEndGivesEverythingBack(String end) {
        WebhookEndpoint narrow = WebhookEndpoint.builder(verifier())
                .maxBodySize(8192)
                .maxBytesInFlight(8192)
                .maxConcurrentBodies(1)
                .build();

        for (int i = 0; i < 5; i++) {
            byte[] body = utf8("{\"event\":\"" + end + i + "\"}" + " ".repeat(8000));
            end(narrow, end, body);
        }

        byte[] last = utf8("{\"event\":\"last\"}" + " ".repeat(8000));
        assertThat(narrow.receive(signed(last))).isInstanceOf(WebhookDelivery.class);
    }

    private static void end(WebhookEndpoint narrow, String end, byte[] body) {
        FakeRequest request = signed(body);
        switch (end) {
            case "accepted" -> assertThat(narrow.receive(request)).isInstanceOf(WebhookDelivery.class);
            case "forged" ->
                assertThat(code(narrow.receive(request.with("X-Webhook-Signature", "sha256=" + "0".repeat(64)))))
                        .isEqualTo("SIGNATURE_MISMATCH");
            case "short" -> {
                request.body = new ByteArrayInputStream(body, 0, 100);
                assertThat(code(narrow.receive(request))).isEqualTo("BODY_UNREADABLE");
            }
            case "error" -> {
                request.body = new ByteArrayInputStream(body) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        throw new OutOfMemoryError("as if");
                    }
                };
                assertThatThrownBy(() -> narrow.receive(request)).isInstanceOf(OutOfMemoryError.class);
            }
            default -> {
                PendingBody pending = (PendingBody) narrow.begin(request);
                pending.add(ByteBuffer.wrap(body));
                if (end.equals("failed")) {
                    assertThat(code(pending.failed(new java.io.IOException()))).isEqualTo("BODY_UNREADABLE");
                }
                pending.close();
                pending.close();
            }
        }
    }

    @Test
    void memoryIsEnoughForOneBodyAtLeast() {
        WebhookEndpointBuilder tooLittle =
                WebhookEndpoint.builder(verifier()).maxBodySize(2048).maxBytesInFlight(2047);

        assertThatThrownBy(tooLittle::build).hasMessageContaining("2048").hasMessageContaining("2047");
        assertThatThrownBy(() -> WebhookEndpoint.builder(verifier()).maxConcurrentBodies(0))
                .hasMessageContaining("at least 1");
    }

    private static int placesOfOneClient(BodyBudget budget) {
        int places = 0;
        try {
            while (places < 1000) {
                budget.take("one");
                places++;
            }
        } catch (RetryLaterException e) {
            return places;
        }
        return places;
    }
}
