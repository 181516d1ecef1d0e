package dev.strapiwebhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.Verification;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookUnavailableException;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.replay.ReplayKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.ClientPauseMode;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.ClientKillParams.SkipMe;

class RedisFaultsTest {
    private static final Duration LONG = Duration.ofMinutes(11);
    private static final WebhookSecret SECRET = WebhookSecret.of("lab-webhook-secret-0123456789abcdef");

    @Test
    void downIsAFailureOfOursAndUpAgainNeedsNoRestart() throws IOException {
        try (RedisProcess redis = new RedisProcess();
                RedisReplayGuard guard = quick(redis.url()).build()) {
            WebhookVerifier verifier =
                    WebhookVerifier.timestamped(SECRET).replayGuard(guard).build();
            assertThat(verify(verifier, "1")).isInstanceOf(Verification.Verified.class);

            redis.stop();
            assertThatThrownBy(() -> verify(verifier, "2")).isInstanceOf(WebhookUnavailableException.class);
            assertThatThrownBy(guard::check).isInstanceOf(RuntimeException.class);

            redis.start();
            assertThat(verify(verifier, "3")).as("the very next delivery").isInstanceOf(Verification.Verified.class);
            guard.check();
        }
    }

    @Test
    void aConnectionThatDiedWhileIdleCostsNoDelivery() throws IOException {
        try (RedisProcess redis = new RedisProcess();
                RedisReplayGuard guard = quick(redis.url()).build()) {
            assertThat(guard.tryClaim(key("before"), LONG)).isTrue();
            killOthers(redis);

            assertThat(guard.tryClaim(key("after"), LONG)).isTrue();
            killOthers(redis);
            guard.release(key("after"));
            assertThat(guard.tryClaim(key("after"), LONG)).isTrue();
        }
    }

    @Test
    void aServerThatIsSilentIsGivenUpInTime() throws IOException {
        try (RedisProcess redis = new RedisProcess();
                RedisReplayGuard guard = quick(redis.url()).build()) {
            guard.check();
            try (Jedis admin = new Jedis("127.0.0.1", redis.port())) {
                admin.clientPause(3000, ClientPauseMode.ALL);
            }
            long before = System.nanoTime();

            assertThatThrownBy(() -> guard.tryClaim(key("silent"), LONG)).isInstanceOf(RuntimeException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
        }
    }

    @Test
    void aRedisThatMayForgetClaimsIsRefusedUntilItIsMended() throws IOException {
        try (RedisProcess redis = new RedisProcess("maxmemory 100mb", "maxmemory-policy allkeys-lru");
                RedisReplayGuard guard = quick(redis.url()).build();
                RedisReplayGuard careless = quick(redis.url()).acceptEviction().build();
                RedisClient admin = RedisClient.create(redis.url())) {
            assertThatThrownBy(() -> guard.tryClaim(key("a"), LONG))
                    .hasMessageContaining("allkeys-lru")
                    .hasMessageContaining("noeviction")
                    .hasMessageContaining("acceptEviction()");
            assertThatThrownBy(guard::check).hasMessageContaining("allkeys-lru");
            assertThat(careless.tryClaim(key("a"), LONG)).isTrue();

            admin.configSet("maxmemory-policy", "noeviction");
            assertThat(guard.tryClaim(key("b"), LONG)).isTrue();
        }
    }

    @Test
    void anAclUserWithoutInfoIsEnough() throws IOException {
        try (RedisProcess redis =
                        new RedisProcess("user receiver on >p#ss@word ~strapi-webhook:replay:* +set +get +del +eval");
                RedisReplayGuard guard =
                        quick(redis.url("receiver:p%23ss%40word")).build()) {
            assertThat(guard.tryClaim(key("acl"), LONG)).isTrue();
            assertThat(guard.tryClaim(key("acl"), LONG)).isFalse();
            guard.release(key("acl"));
            assertThat(guard.tryClaim(key("acl"), LONG)).isTrue();
            guard.check();
        }
    }

    @Test
    void healthMissesAPermissionThatOnlyAReleaseNeeds() throws IOException {
        try (RedisProcess redis = new RedisProcess("user receiver on >pass ~strapi-webhook:replay:* +set +get +del");
                RedisReplayGuard guard = quick(redis.url("receiver:pass")).build()) {
            assertThatThrownBy(guard::check).hasMessageContaining("NOPERM").hasMessageContaining("eval");
        }
    }

    @Test
    void aMistakeInTheUrlIsToldWithoutThePassword() {
        for (String url : new String[] {"http://x:canary@h:1", "redis://x:can#ary@h:1", "canary", "", "redis://"}) {
            assertThatThrownBy(() -> RedisReplayGuard.builder(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rediss://user:password@host:6380/0")
                    .hasMessageNotContainingAny("canary", "ary@")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> quick("redis://h").timeout(LONG)).hasMessageContaining("set twice");
        assertThatThrownBy(() -> RedisReplayGuard.builder("redis://h").timeout(LONG))
                .hasMessageContaining("PT30S, not PT11M");
        assertThatThrownBy(() -> RedisReplayGuard.builder("redis://h").maxConnections(0))
                .hasMessageContaining("at least 1");
    }

    @Test
    void settingsOfConnectionsDoNotFitAClientOfTheApplication() {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:1")) {
            assertThatThrownBy(() -> RedisReplayGuard.builder(client).timeout(Duration.ofSeconds(1)))
                    .hasMessageContaining("client that was given");
        }
    }

    private static void killOthers(RedisProcess redis) {
        try (Jedis admin = new Jedis("127.0.0.1", redis.port())) {
            admin.clientKill(
                    ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(SkipMe.YES));
        }
    }

    private static RedisReplayGuardBuilder quick(String url) {
        return RedisReplayGuard.builder(url).timeout(Duration.ofMillis(500));
    }

    private static ReplayKey key(String name) {
        return ReplayKey.of("faults", name.getBytes(StandardCharsets.UTF_8));
    }

    private static Verification verify(WebhookVerifier verifier, String id) {
        byte[] body = ("{\"event\":\"trigger-test\",\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
        return verifier.verify(WebhookSigner.timestamped(SECRET).sign(body, Instant.now()), body);
    }
}
