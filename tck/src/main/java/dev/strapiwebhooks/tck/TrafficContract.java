package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.testkit.HttpAnswer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rate limits, HTTPS, and what listeners are told. */
interface TrafficContract extends ContractPart {
    @Test
    @Withstands(Threat.MEMORY_BEFORE_AUTHENTICATION)
    @DisplayName("rate limit: 429 with Retry-After for everything over it, before anything is looked at")
    default void rateLimit() throws Exception {
        AtomicInteger tokens = new AtomicInteger(2);
        withServer(
                endpoint -> endpoint.rateLimit(
                        client -> tokens.getAndDecrement() > 0 ? Duration.ZERO : Duration.ofMillis(1500)),
                rig -> {
                    rig.accepted(rig.fresh());
                    rig.refused(rig.fresh().without(ContractRig.SIGNATURE), 401, "MISSING_SIGNATURE");
                    HttpAnswer answer = rig.refused(rig.fresh());
                    assertThat(answer.status()).isEqualTo(429);
                    assertThat(answer.code()).isEqualTo("RATE_LIMITED");
                    assertThat(answer.header("Retry-After")).isEqualTo("2");
                    rig.refused(rig.fresh().without(ContractRig.SIGNATURE), 429, "RATE_LIMITED");
                });
    }

    @Test
    @DisplayName("rate limit per client: forwarded addresses count only behind a named proxy")
    default void rateLimitPerClient() throws Exception {
        withServer(
                endpoint -> endpoint.trustedProxies(TrustedProxies.of("127.0.0.1"))
                        .rateLimit(client -> client.equals("198.51.100.7") ? Duration.ofSeconds(1) : Duration.ZERO),
                rig -> {
                    rig.accepted(rig.fresh());
                    rig.refused(rig.fresh().with("X-Forwarded-For", "198.51.100.7"), 429, "RATE_LIMITED");
                });
        withServer(
                endpoint ->
                        endpoint.rateLimit(client -> client.equals("127.0.0.1") ? Duration.ZERO : Duration.ofDays(1)),
                rig -> rig.accepted(rig.fresh().with("X-Forwarded-For", "198.51.100.7")));
    }

    @Test
    @DisplayName("plain HTTP where HTTPS is required: 403; forwarded headers are believed from named proxies only")
    default void requireSecure() throws Exception {
        withServer(endpoint -> endpoint.requireSecure(), rig -> {
            rig.refused(rig.fresh(), 403, "INSECURE_TRANSPORT");
            rig.refused(rig.fresh().with("X-Forwarded-Proto", "https"), 403, "INSECURE_TRANSPORT");
            rig.refused(rig.fresh().with("Forwarded", "proto=https"), 403, "INSECURE_TRANSPORT");
        });
        withServer(endpoint -> endpoint.requireSecure().trustedProxies(TrustedProxies.of("127.0.0.1")), rig -> {
            rig.refused(rig.fresh(), 403, "INSECURE_TRANSPORT");
            rig.refused(rig.fresh().with("X-Forwarded-Proto", "http"), 403, "INSECURE_TRANSPORT");
            rig.accepted(rig.fresh().with("X-Forwarded-Proto", "https"));
        });
    }

    @Test
    @DisplayName("slow handlers are reported, against Strapi's 10 seconds")
    default void slowHandlers() throws Exception {
        rig().accepted(rig().fresh());
        assertThat(rig().reports().all()).noneMatch(DeliveryReport::isSlow);
        withServer(endpoint -> endpoint.warnAfter(Duration.ofNanos(1)), rig -> {
            rig.accepted(rig.fresh());
            assertThat(rig.reports().all()).singleElement().matches(DeliveryReport::isSlow);
        });
    }

    @Test
    @DisplayName("reports: every request ends once, with its facts")
    default void reports() throws Exception {
        rig().accepted(rig().fresh());
        rig().refused(rig().fresh().without(ContractRig.TIMESTAMP), 401, "MISSING_TIMESTAMP");
        rig().application().nextAnswers(500);
        rig().send(rig().fresh());

        assertThat(rig().reports().all())
                .extracting(DeliveryReport::verdict)
                .containsExactly(Verdict.HANDLED, Verdict.REJECTED, Verdict.FAILED);
        DeliveryReport handled = rig().reports().all().get(0);
        assertThat(handled.event().map(Object::toString).orElse("")).startsWith("entry.update");
        assertThat(handled.keyName()).contains("default");
        assertThat(handled.skew()).contains(Duration.ZERO);
        assertThat(handled.bodySize()).isPresent();
        assertThat(handled.duration()).isPositive();
        assertThat(handled.handling()).isPresent();
        assertThat(rig().reports().all().get(1).bodySize()).as("refused unread").isEmpty();
    }
}
