package dev.strapiwebhooks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookEndpoint;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("any head and any body: refused with 4xx, or genuine by an independent oracle")
class HeadersFuzzTest {
    private static final WebhookEndpoint ENDPOINT = WebhookEndpoint.builder(FuzzedRequest.verifier())
            .trustedProxies(TrustedProxies.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/32"))
            .rateLimit(client -> client.isEmpty() ? Duration.ofSeconds(1) : Duration.ZERO)
            .build();
    private static final WebhookEndpoint SECURE = WebhookEndpoint.builder(FuzzedRequest.verifier())
            .trustedProxies(TrustedProxies.of("127.0.0.1"))
            .requireSecure()
            .build();

    private static final Set<String> DOUBTS = Set.of("STALE", "FUTURE", "KEY_NOT_VALID", "EMPTY_BODY");

    @FuzzTest(maxDuration = "10m")
    @DictionaryEntries({
        "X-Webhook-Signature: sha256=",
        "X-Webhook-Timestamp: 1795435200000",
        "Content-Type: application/json; charset=utf-8",
        "Content-Encoding: identity",
        "X-Strapi-Event: ",
        "X-Forwarded-For: ",
        "X-Forwarded-Proto: https",
        "Forwarded: for=\"[2001:db8::1]:80\";proto=https",
        "Remote-Address: ::ffff:127.0.0.1",
        "Sign"
    })
    void headers(byte[] input) {
        FuzzedRequest request = new FuzzedRequest(input);
        judge(ENDPOINT, request);
        judge(SECURE, request);
    }

    /** Refused because of signature or time. */
    private static boolean isDoubt(Answered refusal) {
        String reason = refusal.rejected().orElseThrow().reason().name();
        return reason.contains("SIGNATURE") || reason.contains("TIMESTAMP") || DOUBTS.contains(reason);
    }

    private static void judge(WebhookEndpoint endpoint, FuzzedRequest request) {
        Admission admission = endpoint.receive(request);
        if (admission instanceof Answered refusal) {
            assertThat(refusal.response().status()).as(refusal.toString()).isBetween(400, 499);
            assertThat(Oracle.isGenuine(request) && isDoubt(refusal))
                    .as("genuine, but %s", refusal)
                    .isFalse();
            return;
        }
        assertThat(Oracle.isGenuine(request))
                .as("accepted, so it must be genuine")
                .isTrue();
        WebhookDelivery delivery = (WebhookDelivery) admission;
        assertThat(delivery.verified().body()).isEqualTo(request.body());
        delivery.settle(Outcome.answered(204));
    }
}
