package dev.strapiwebhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.replay.ReplayKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/** A server that is frozen answers nothing and executes everything later. */
class RedisUncertainClaimsTest {
    private static final Duration LONG = Duration.ofMinutes(11);
    private static final ReplayKey KEY = ReplayKey.of("uncertain", "1".getBytes(StandardCharsets.UTF_8));

    private RedisProcess redis;
    private RedisReplayGuard guard;
    private RedisReplayGuard another;
    private RedisClient admin;

    @BeforeEach
    void start() throws IOException {
        redis = new RedisProcess();
        guard = quick();
        another = quick();
        admin = RedisClient.create(redis.url());
    }

    @AfterEach
    void stop() throws IOException {
        redis.thaw();
        guard.close();
        another.close();
        admin.close();
        redis.close();
    }

    @Test
    void aResendAfterALostAnswerIsClaimedOnce() throws IOException {
        loseTheAnswerToAClaim();

        assertThat(guard.tryClaim(KEY, LONG)).as("the resend").isTrue();
        assertThat(guard.tryClaim(KEY, LONG)).as("a copy of it").isFalse();
        assertThat(another.tryClaim(KEY, LONG)).as("a copy elsewhere").isFalse();
        staysClaimedByTheSame(Duration.ofSeconds(2));
    }

    @Test
    void of32ResendsAtOnceOneIsClaimed() throws Exception {
        loseTheAnswerToAClaim();
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            Callable<Boolean> resend = () -> guard.tryClaim(KEY, LONG);
            int claimed = 0;
            for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(32, resend))) {
                claimed += answer.get() ? 1 : 0;
            }
            assertThat(claimed).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherReceiverTakesTheResendSoon() throws IOException {
        loseTheAnswerToAClaim();

        await(Duration.ofSeconds(8), () -> another.tryClaim(KEY, LONG));

        assertThat(guard.tryClaim(KEY, LONG)).as("a copy at the first receiver").isFalse();
        staysClaimedByTheSame(Duration.ofSeconds(2));
    }

    @Test
    void aReceiverThatEndsGivesBackWhatItMayHaveClaimed() throws IOException {
        loseTheAnswerToAClaim();

        guard.close();

        assertThat(another.tryClaim(KEY, LONG)).isTrue();
    }

    @Test
    void aClaimThatCouldNotBeReleasedIsReleasedLater() throws IOException {
        assertThat(guard.tryClaim(KEY, LONG)).isTrue();
        redis.freeze();
        assertThatThrownBy(() -> guard.release(KEY)).isInstanceOf(RuntimeException.class);
        redis.thaw();

        await(Duration.ofSeconds(8), () -> another.tryClaim(KEY, LONG));
        staysClaimedByTheSame(Duration.ofSeconds(2));
    }

    @Test
    void aReleaseTouchesNoClaimOfAnotherReceiver() {
        assertThat(guard.tryClaim(KEY, LONG)).isTrue();
        guard.release(KEY);
        assertThat(another.tryClaim(KEY, LONG)).isTrue();

        guard.release(KEY);

        assertThat(guard.tryClaim(KEY, LONG)).isFalse();
        another.release(KEY);
        assertThat(guard.tryClaim(KEY, LONG)).isTrue();
    }

    @Test
    void aServerThatIsNoPrimaryForAWhileReleasesLater() throws IOException {
        assertThat(guard.tryClaim(KEY, LONG)).isTrue();
        try (Jedis node = new Jedis("127.0.0.1", redis.port())) {
            node.replicaof("127.0.0.1", 1);
            assertThatThrownBy(() -> guard.release(KEY)).hasMessageContaining("READONLY");
            assertThat(redis.executed("eval"))
                    .as("a new connection might have led to the new primary")
                    .isEqualTo(2);
            node.replicaofNoOne();
        }

        assertThat(guard.tryClaim(KEY, LONG)).isTrue();
        assertThat(another.tryClaim(KEY, LONG)).isFalse();
    }

    private void loseTheAnswerToAClaim() throws IOException {
        guard.check(); // a connection is there, so that the claim is on its way when nobody answers
        another.check();
        long before = redis.executed("set");
        redis.freeze();
        assertThatThrownBy(() -> guard.tryClaim(KEY, LONG)).isInstanceOf(RuntimeException.class);
        redis.thaw();
        await(Duration.ofSeconds(5), () -> redis.executed("set") > before);
    }

    private void staysClaimedByTheSame(Duration time) {
        String name = "strapi-webhook:replay:" + KEY.hex();
        String token = admin.get(name);
        long start = System.nanoTime();
        assertThat(token).isNotNull();
        while (System.nanoTime() - start < time.toNanos()) {
            assertThat(admin.get(name)).isEqualTo(token);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void await(Duration atMost, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(atMost);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private RedisReplayGuard quick() {
        return RedisReplayGuard.builder(redis.url())
                .timeout(Duration.ofMillis(250))
                .build();
    }
}
