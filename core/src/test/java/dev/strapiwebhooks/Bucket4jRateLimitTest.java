package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.internal.ClientBuckets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Bucket4jRateLimitTest {
    @Test
    void perEndpointCountsEveryone() {
        RateLimit limit = Bucket4jRateLimit.perEndpoint(2, Duration.ofHours(1));

        assertThat(limit.tryAcquire("192.0.2.1")).isZero();
        assertThat(limit.tryAcquire("192.0.2.2")).isZero();
        assertThat(limit.tryAcquire("192.0.2.3")).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    @Test
    void perClientKeepsOneFromTheOthers() {
        RateLimit limit = Bucket4jRateLimit.perClient(1, Duration.ofHours(1));

        assertThat(limit.tryAcquire("192.0.2.1")).isZero();
        assertThat(limit.tryAcquire("192.0.2.1")).isPositive();
        assertThat(limit.tryAcquire("192.0.2.2")).isZero();
        assertThat(limit.tryAcquire("2001:db8::1")).isZero();
        assertThat(limit.tryAcquire("2001:db8::2")).as("the same network").isPositive();
    }

    @Test
    void clientsAreForgottenFromTheQuietestOn() {
        RateLimit limit = Bucket4jRateLimit.perClient(1, Duration.ofHours(1));
        assertThat(limit.tryAcquire("192.0.2.1")).isZero();
        IntStream.range(0, ClientBuckets.CAPACITY - 1).forEach(i -> limit.tryAcquire("client-" + i));
        assertThat(limit.tryAcquire("192.0.2.1")).as("still known").isPositive();

        IntStream.range(0, ClientBuckets.CAPACITY).forEach(i -> limit.tryAcquire("other-" + i));

        assertThat(limit.tryAcquire("192.0.2.1")).as("forgotten").isZero();
    }

    @Test
    void twoLimitsTogether() {
        RateLimit limit = Bucket4jRateLimit.perClient(1, Duration.ofHours(1))
                .and(Bucket4jRateLimit.perEndpoint(2, Duration.ofHours(1)));

        assertThat(limit.tryAcquire("192.0.2.1")).isZero();
        assertThat(limit.tryAcquire("192.0.2.1"))
                .as("not counted for the endpoint")
                .isPositive();
        assertThat(limit.tryAcquire("192.0.2.2")).isZero();
        assertThat(limit.tryAcquire("192.0.2.3")).isPositive();
    }

    @Test
    void wrongSettingsFailAtStartup() {
        assertThatThrownBy(() -> Bucket4jRateLimit.perEndpoint(0, Duration.ofSeconds(1)))
                .hasMessageContaining("at least 1 request");
        assertThatThrownBy(() -> Bucket4jRateLimit.perClient(1, Duration.ZERO)).hasMessageContaining("PT0S");
    }
}
