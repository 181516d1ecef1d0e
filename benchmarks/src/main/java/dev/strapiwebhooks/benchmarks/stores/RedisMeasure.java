package dev.strapiwebhooks.benchmarks.stores;

import dev.strapiwebhooks.benchmarks.ResultWriter;
import dev.strapiwebhooks.redis.RedisReplayGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;
import redis.embedded.RedisServer;

/** Claims in Redis against the bare command, through pools of the same size. */
final class RedisMeasure {
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 16;

    private final ResultWriter out;
    private final int rounds;

    RedisMeasure(ResultWriter out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    void run() throws Exception {
        int port = freePort();
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        try (RedisClient bare = RedisClient.builder()
                        .hostAndPort("127.0.0.1", port)
                        .poolConfig(pool)
                        .build();
                RedisReplayGuard guard = RedisReplayGuard.connect("redis://127.0.0.1:" + port)) {
            for (int threads : List.of(1, 8)) {
                try (Senders senders = new Senders(threads)) {
                    compare(bare, guard, senders, threads);
                }
            }
        } finally {
            server.stop();
        }
    }

    private void compare(RedisClient bare, RedisReplayGuard guard, Senders senders, int threads) throws Exception {
        Deliveries deliveries = new Deliveries();
        for (int round = 0; round <= rounds; round++) { // the first is the warm-up
            double commands = senders.rate(TIME, () -> {
                SetParams once = SetParams.setParams().nx().px(Deliveries.CLAIM.toMillis());
                bare.set("bare:" + deliveries.next().key().hex(), "1", once);
            });
            double claims =
                    senders.rate(TIME, () -> guard.tryClaim(deliveries.next().key(), Deliveries.CLAIM));
            if (round > 0) {
                line(threads, "bare", round, commands);
                line(threads, "guard", round, claims);
            }
        }
    }

    private void line(int threads, String variant, int round, double rate) throws IOException {
        out.line(String.format(Locale.ROOT, "claim,redis,%d,0,%s,%d,%.0f", threads, variant, round, rate));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
