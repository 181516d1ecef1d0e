package dev.strapiwebhooks.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.URI;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application behind a listener; here another listener, which verifies what it gets. */
class ForwarderTest {
    private static final String EVENT = "{\"event\":\"trigger-test\"}";

    @Test
    void verifiedDeliveriesReachTheApplicationAsTheyCame() throws Exception {
        try (Listening application = Listening.inMemory();
                Listening listening = Listening.forwarding(application.endpoint())) {
            JsonNode forward = forwarded(listening, Listening.signed(EVENT).with("X-Custom", "as typed"));

            assertThat(forward.path("status").asInt()).isEqualTo(204);
            JsonNode arrived = application.json("/api/deliveries/1");
            assertThat(arrived.path("verdict").asString()).isEqualTo("accepted");
            assertThat(arrived.path("headers").toString()).contains("{\"name\":\"X-Custom\",\"value\":\"as typed\"");
        }
    }

    @Test
    void refusedDeliveriesDoNot() throws Exception {
        try (Listening application = Listening.inMemory();
                Listening listening = Listening.forwarding(application.endpoint())) {
            long refused =
                    listening.logged(SignedDelivery.unsigned(EVENT.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            JsonNode unused = forwarded(listening, Listening.signed(EVENT));

            assertThat(application.json("/api/deliveries").path("deliveries").size())
                    .isEqualTo(1);
            assertThat(listening
                            .json("/api/deliveries/" + refused)
                            .path("forward")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void anAnswerIsShownWithItsText() throws Exception {
        try (Listening application = Listening.inMemory();
                Listening listening = Listening.forwarding(URI.create(application.page() + "api/info"))) {
            JsonNode forward = forwarded(listening, Listening.signed(EVENT));

            assertThat(forward.path("status").asInt()).isEqualTo(404);
            assertThat(listening
                            .json("/api/deliveries/1")
                            .path("forwarded")
                            .path("body")
                            .asString())
                    .isNotEmpty();
        }
    }

    @Test
    void anApplicationThatIsDownIsSaid() throws Exception {
        Listening application = Listening.inMemory();
        application.close();
        try (Listening listening = Listening.forwarding(application.endpoint())) {
            JsonNode forward = forwarded(listening, Listening.signed(EVENT));

            assertThat(forward.path("status").isNull()).isTrue();
            assertThat(forward.path("problem").asString()).isNotEmpty();
        }
    }

    /** What an open page is told: the delivery first, and then the application's answer. */
    private static JsonNode forwarded(Listening listening, SignedDelivery delivery) throws Exception {
        try (var lines = listening.stream().body()) {
            Iterator<String> events = lines.iterator();
            assertThat(events.next()).startsWith(":");
            assertThat(listening.send(delivery).status()).isEqualTo(204);
            return StreamSupport.stream(((Iterable<String>) () -> events).spliterator(), false)
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> JsonMapper.shared().readTree(line.substring(5)).path("forward"))
                    .filter(forward -> !forward.isNull())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
