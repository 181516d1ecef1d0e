package dev.strapiwebhooks.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.verify.WebhookSecret;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Attacks a webhook endpoint of your own, over HTTP, in your tests. Start your application, extend this class and say where
 * it is; runs on JUnit 5 and 6.
 *
 * <pre>{@code
 * class WebhookAttacksTest extends EndpointAttacks {
 *     protected URI endpoint() { return URI.create("http://127.0.0.1:" + port + "/webhooks/strapi"); }
 *     protected WebhookSecret secret() { return WebhookSecret.of("the-secret-of-my-tests"); }
 * }
 * }</pre>
 */
public abstract class EndpointAttacks {
    /** For subclasses. */
    protected EndpointAttacks() {}

    /**
     * Where the endpoint is.
     *
     * @return a plain HTTP URL on this machine
     */
    protected abstract URI endpoint();

    /**
     * The secret that the endpoint verifies with.
     *
     * @return a secret for tests
     */
    protected abstract WebhookSecret secret();

    @Test
    @DisplayName("a genuine delivery is accepted, once")
    final void genuineOnce() throws IOException {
        SignedDelivery delivery = Attack.genuine(secret(), Instant.now());

        assertThat(send(delivery).status()).as("a genuine delivery").isBetween(200, 299);
        assertThat(send(delivery).status()).as("its replay").isBetween(400, 499);
    }

    @TestFactory
    @DisplayName("attacks are refused with a clear answer")
    final Stream<DynamicTest> attacks() {
        return Attack.all().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.toString(), () -> {
                    HttpAnswer answer = send(attack.forgery().forge(secret(), Instant.now()));
                    assertThat(answer.status())
                            .as(answer.text())
                            .matches(Attack::isRefused, "a refusal from 400 to 499, but not 404 or 429");
                }));
    }

    private HttpAnswer send(SignedDelivery delivery) throws IOException {
        return RawHttp.send(endpoint(), delivery);
    }
}
