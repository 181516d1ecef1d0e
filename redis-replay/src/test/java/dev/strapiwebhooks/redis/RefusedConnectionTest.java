package dev.strapiwebhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.replay.ReplayKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Looks at all threads, so that no other test may have any. */
@Isolated
class RefusedConnectionTest {
    @Test
    void aServerThatRefusesConnectionsLeavesNothingUncertain() throws Exception {
        try (RedisProcess redis = new RedisProcess();
                RedisReplayGuard guard = RedisReplayGuard.builder(redis.url())
                        .timeout(Duration.ofMillis(250))
                        .build()) {
            awaitTheEndOfOthers();
            redis.stop();
            assertThatThrownBy(() -> guard.tryClaim(ReplayKey.of("refused", new byte[] {1}), Duration.ofMinutes(11)))
                    .isInstanceOf(JedisConnectionException.class);
            assertThat(hasThread()).isFalse();
            redis.start();
        }
    }

    private static void awaitTheEndOfOthers() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (hasThread()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static boolean hasThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("strapi-webhook-uncertain-claims"));
    }
}
