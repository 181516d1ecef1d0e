package dev.strapiwebhooks.examples.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.attack.AttackRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-example-test");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start(0, SECRET, out);
    }

    @AfterEach
    void stop() {
        receiver.stop();
    }

    @Test
    void theDemonstrationShowsAnAcceptedEventAndARefusedForgery() throws Exception {
        Demonstration.run(receiver.uri(), SECRET);

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).contains("accepted  EntryEvent  entry.publish api::", "\"");
        assertThat(lines().get(1)).contains("refused   SIGNATURE_MISMATCH");
    }

    @Test
    void anAcceptedEventIs204AndTheSameAgainIs409() throws Exception {
        SignedDelivery delivery = SignedDelivery.of(SECRET, "{\"event\":\"trigger-test\"}", Instant.now());

        assertThat(RawHttp.send(receiver.uri(), delivery).status()).isEqualTo(204);
        assertThat(RawHttp.send(receiver.uri(), delivery).status()).isEqualTo(409);
        assertThat(lines().get(1)).contains("refused   REPLAY");
    }

    @Test
    void itPassesTheCheckThatAnOperatorCanRun() throws Exception {
        assertThat(AttackRun.to(receiver.uri(), SECRET).run())
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(row.passed()).as(row.toString()).isTrue());
    }

    @Test
    void healthIsOpenAndTheRestIsNotThere() throws Exception {
        SignedDelivery get = SignedDelivery.unsigned(new byte[0]).withMethod("GET");

        assertThat(RawHttp.send(receiver.uri().resolve("/health"), get).status())
                .isEqualTo(200);
        assertThat(RawHttp.send(receiver.uri().resolve("/other"), get).status()).isEqualTo(404);
        assertThat(RawHttp.send(receiver.uri(), get).status()).isEqualTo(405);
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThatThrownBy(() -> Receiver.start(receiver.uri().getPort(), SECRET, out))
                .hasMessageContaining("Set PORT to another");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
