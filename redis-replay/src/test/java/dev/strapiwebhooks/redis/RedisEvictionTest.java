package dev.strapiwebhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.replay.ReplayKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.ClientKillParams.SkipMe;

/** Settings that change, and servers that are others, while receivers run. */
class RedisEvictionTest {
    private static final Duration LONG = Duration.ofMinutes(11);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1000); // it may overflow at any time
    private RedisProcess redis;
    private RedisClient admin;
    private RedisReplayGuard guard;

    @BeforeEach
    void start() throws IOException {
        redis = new RedisProcess();
        admin = RedisClient.create(redis.url());
        guard = RedisReplayGuard.builder(redis.url()).nanoTime(nanoTime::get).build();
        assertThat(guard.tryClaim(key(0), LONG)).isTrue();
    }

    @AfterEach
    void stop() throws IOException {
        guard.close();
        admin.close();
        redis.close();
    }

    @Test
    void evictionThatIsSwitchedOnIsFoundWithinTheInterval() {
        evictFrom("100mb");

        advance(INTERVAL);

        assertThatThrownBy(() -> guard.tryClaim(key(1), LONG)).hasMessageContaining("allkeys-lru");
        keepEverything();
        assertThat(guard.tryClaim(key(1), LONG))
                .as("mended, and nothing was evicted")
                .isTrue();
    }

    @Test
    void healthFindsItAtOnce() {
        evictFrom("100mb");

        assertThatThrownBy(guard::check).hasMessageContaining("allkeys-lru");
        assertThatThrownBy(() -> guard.tryClaim(key(1), LONG)).hasMessageContaining("allkeys-lru");

        keepEverything();
        guard.check();
    }

    @Test
    void afterEvictionsItIsRefusedUntilEveryClaimFromBeforeHasEnded() {
        try (RedisReplayGuard careless =
                RedisReplayGuard.builder(redis.url()).acceptEviction().build()) {
            evictSomething();
            advance(INTERVAL);

            for (Duration wait : new Duration[] {
                Duration.ZERO, INTERVAL, LONG.minus(INTERVAL).minusSeconds(1)
            }) {
                advance(wait);
                assertThatThrownBy(() -> guard.tryClaim(key(1), Duration.ofMinutes(1)))
                        .hasMessageContaining("evicted_keys")
                        .hasMessageContaining("noeviction")
                        .hasMessageContaining("acceptEviction()");
                assertThatThrownBy(guard::check).hasMessageContaining("evicted_keys");
            }
            assertThat(careless.tryClaim(key(2), LONG)).isTrue();

            advance(Duration.ofSeconds(1));
            assertThat(guard.tryClaim(key(1), LONG)).isTrue();
            guard.check();
        }
    }

    @Test
    void evictionsThatHealthHasSeenBeforeAnyClaimCountForTheFirstOne() {
        try (RedisReplayGuard fresh = RedisReplayGuard.builder(redis.url()).build()) {
            fresh.check();
            evictSomething();
            fresh.check();

            assertThatThrownBy(() -> fresh.tryClaim(key(1), LONG)).hasMessageContaining("evicted_keys");
        }
    }

    @Test
    void evictionsFromBeforeTheStartAreHistory() {
        evictSomething();
        try (RedisReplayGuard fresh = RedisReplayGuard.builder(redis.url()).build()) {
            assertThat(fresh.tryClaim(key(1), LONG)).isTrue();
        }
    }

    @Test
    void afterALostConnectionItIsAskedAtOnce() {
        evictFrom("100mb");
        dropConnections();

        assertThatThrownBy(() -> guard.tryClaim(key(1), LONG)).hasMessageContaining("allkeys-lru");
    }

    @Test
    void aClaimThatNeededANewConnectionIsNotKeptWhereItMayBeForgotten() {
        try (RedisClient client = RedisClient.create(redis.url());
                RedisReplayGuard busy = RedisReplayGuard.builder(client).build()) {
            assertThat(busy.tryClaim(key(1), LONG)).isTrue();
            evictFrom("100mb");

            try (Connection inUse = client.getPool().getResource()) {
                assertThat(inUse.isBroken()).isFalse();
                assertThatThrownBy(() -> busy.tryClaim(key(2), LONG)).hasMessageContaining("allkeys-lru");
            }

            keepEverything();
            assertThat(busy.tryClaim(key(2), LONG)).as("a resend").isTrue();
            assertThat(busy.tryClaim(key(2), LONG)).as("a copy").isFalse();
        }
    }

    @Test
    void betweenTwoLooksNothingIsAsked() {
        long before = redis.executed("info");
        for (int i = 1; i <= 1000; i++) {
            assertThat(guard.tryClaim(key(i), LONG)).isTrue();
        }

        assertThat(redis.executed("info") - before)
                .as("one of them is the question itself")
                .isEqualTo(1);
    }

    private void evictFrom(String maxMemory) {
        admin.configSet("maxmemory", maxMemory);
        admin.configSet("maxmemory-policy", "allkeys-lru");
    }

    private void keepEverything() {
        admin.configSet("maxmemory-policy", "noeviction");
        admin.configSet("maxmemory", "0");
    }

    private void evictSomething() {
        evictFrom("2mb");
        for (int i = 0; i < 100; i++) {
            admin.set("junk" + i, "x".repeat(100_000));
        }
        keepEverything();
        assertThat(admin.info("stats")).containsPattern("evicted_keys:[1-9]");
    }

    private void dropConnections() {
        try (Jedis own = new Jedis("127.0.0.1", redis.port())) {
            own.clientKill(
                    ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(SkipMe.YES));
        }
        admin.getPool().clear();
    }

    private void advance(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private static ReplayKey key(int number) {
        return ReplayKey.of("eviction", ByteBuffer.allocate(4).putInt(number).array());
    }
}
