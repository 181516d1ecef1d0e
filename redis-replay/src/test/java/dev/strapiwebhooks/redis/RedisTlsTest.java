package dev.strapiwebhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.replay.ReplayKey;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisTlsTest {
    private static final ReplayKey KEY = ReplayKey.of("tls", new byte[] {1});

    @TempDir
    private Path directory;

    @AfterEach
    void trustAsBefore() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    @Test
    void redissMeansTlsToATrustedServerOfThatName() throws Exception {
        Path store = TlsTunnel.certificateFor("localhost", directory);
        try (RedisProcess redis = new RedisProcess();
                TlsTunnel tunnel = new TlsTunnel(store, redis.port());
                RedisReplayGuard guard = guard("localhost", tunnel)) {
            assertThatThrownBy(() -> guard.tryClaim(KEY, Duration.ofMinutes(1)))
                    .as("a certificate that nobody vouches for")
                    .hasStackTraceContaining("PKIX");
            trust(store);
            assertThat(guard.tryClaim(KEY, Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void aTrustedCertificateOfAnotherNameIsRefused() throws Exception {
        Path store = TlsTunnel.certificateFor("redis.example", directory);
        trust(store);
        try (RedisProcess redis = new RedisProcess();
                TlsTunnel tunnel = new TlsTunnel(store, redis.port());
                RedisReplayGuard guard = guard("localhost", tunnel)) {
            assertThatThrownBy(() -> guard.tryClaim(KEY, Duration.ofMinutes(1)))
                    .hasStackTraceContaining("No subject alternative DNS name matching localhost");
        }
    }

    private static RedisReplayGuard guard(String host, TlsTunnel tunnel) {
        return RedisReplayGuard.connect("rediss://" + host + ":" + tunnel.port());
    }

    private static void trust(Path store) {
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
    }
}
