package dev.strapiwebhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.tck.replay.ReplayGuardContract;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisReplayGuardTest extends ReplayGuardContract {
    private static RedisProcess redis;
    private static RedisReplayGuard guard;
    private static RedisReplayGuard another;

    @BeforeAll
    static void start() throws IOException {
        redis = new RedisProcess();
        guard = RedisReplayGuard.connect(redis.url());
        another = RedisReplayGuard.connect(redis.url());
    }

    @AfterAll
    static void stop() throws IOException {
        guard.close();
        another.close();
        redis.close();
    }

    @Override
    protected ReplayGuard guard() {
        return guard;
    }

    @Override
    protected ReplayGuard guardOfAnotherReceiver() {
        return another;
    }

    @Test
    void whatIsStoredIsAKeyWithTheClaimsLifetime() {
        try (RedisClient client = RedisClient.create(redis.url());
                RedisReplayGuard own =
                        RedisReplayGuard.builder(client).keyPrefix("blog:").build()) {
            own.tryClaim(key("lifetime"), Duration.ofMinutes(11));

            assertThat(client.keys("blog:*"))
                    .containsExactly("blog:" + key("lifetime").hex());
            assertThat(client.pttl("blog:" + key("lifetime").hex())).isBetween(600_000L, 660_000L);
            assertThat(guard.tryClaim(key("lifetime"), Duration.ofMinutes(11)))
                    .as("another prefix is another world")
                    .isTrue();
        }
    }

    @Test
    void aClientOfTheApplicationStaysOpen() {
        try (RedisClient client = RedisClient.create(redis.url())) {
            RedisReplayGuard.builder(client).build().close();

            assertThat(client.ping()).isEqualTo("PONG");
        }
    }
}
