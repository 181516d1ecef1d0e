package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Secrets: weak ones, and more than one. */
interface KeyContract extends ContractPart {
    @Test
    @Withstands(Threat.KEYS_TRIED_IN_TURN)
    @DisplayName("rotation: each of two secrets is accepted, one whose time is over is not, a third never")
    default void rotation() throws IOException {
        rig().accepted(signedWith(ContractRig.SECRET_TEXT));
        rig().accepted(signedWith(ContractRig.PREVIOUS_SECRET_TEXT));
        rig().refused(signedWith(ContractRig.ENDED_SECRET_TEXT), 401, "KEY_NOT_VALID");
        rig().refused(signedWith("the-secret-of-somebody-else"), 401, "SIGNATURE_MISMATCH");
        assertThat(rig().reports().all())
                .extracting(report -> report.keyName().orElse("none"))
                .containsExactly("default", "previous", "ended", "none");
    }

    @Test
    @Withstands(Threat.WEAK_SECRET)
    @DisplayName("empty, blank, short or blank-ended secret: the application does not start, or serves nothing")
    default void weakSecrets() throws Exception {
        for (String secret :
                List.of("", " ", "\t", "short", "fifteen-letters", " ".repeat(20), "long-enough-but-blank-ended ")) {
            RunningServer server;
            try {
                server = startWithSecret(secret);
            } catch (Exception e) {
                assertThat(messages(e)).containsIgnoringCase("secret");
                assertThat(secret.trim().length() < 10 || !messages(e).contains(secret.trim()))
                        .as("not quoted: %s", messages(e))
                        .isTrue();
                continue;
            }
            try {
                // Tomcat starts without the application; a 401 would mean that ours is there, with that secret.
                assertThat(RawHttp.send(server.uri(), rig().fresh()).status()).isIn(404, 503);
            } finally {
                server.stop();
            }
        }
        assertThat(rig().application().calls()).isZero();
    }

    private SignedDelivery signedWith(String secret) {
        return SignedDelivery.of(
                WebhookSecret.of(secret),
                "{\"event\":\"trigger-test\"}",
                rig().clock().instant());
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
