package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.IntPredicate;
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
    private static final String REJECTION = "a status from 400 to 499, but not 404 or 429";

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
    @DisplayName("a genuine delivery is accepted")
    final void genuine() throws IOException {
        requireAccepted(AttackMaterial.timestamped(secret()).genuine());
    }

    @TestFactory
    @DisplayName("attacks are rejected with a clear answer")
    final Stream<DynamicTest> attacks() {
        AttackMaterial material = AttackMaterial.timestamped(secret());
        return Stream.of(Attack.values())
                .map(attack -> DynamicTest.dynamicTest(attack.toString(), () -> tryOut(attack, material)));
    }

    private void tryOut(Attack attack, AttackMaterial material) throws IOException {
        List<SignedDelivery> deliveries = attack.forge(material);
        int last = deliveries.size() - 1;
        for (SignedDelivery genuine : deliveries.subList(0, last)) {
            requireAccepted(genuine);
        }
        require("the attack \"" + attack + "\"", REJECTION, send(deliveries.get(last)), attack::isWithstood);
    }

    private void requireAccepted(SignedDelivery genuine) throws IOException {
        require("a genuine delivery", "a status from 200 to 299", send(genuine), Attack::isAccepted);
    }

    /** Names what was sent: build tools number dynamic tests, and do not show their names. */
    private static void require(String sent, String expected, HttpAnswer answer, IntPredicate check) {
        if (!check.test(answer.status())) {
            throw new AssertionError(
                    sent + " must be answered with " + expected + ", but the answer was:\n" + answer.text());
        }
    }

    private HttpAnswer send(SignedDelivery delivery) throws IOException {
        return RawHttp.send(endpoint(), delivery);
    }
}
