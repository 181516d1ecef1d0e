package dev.strapiwebhooks.redis;

import dev.strapiwebhooks.tck.FreePort;
import java.io.IOException;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real redis-server on a free port of the loopback interface. */
final class RedisProcess implements AutoCloseable {
    private final int port = FreePort.choose();
    private final String[] settings;
    private RedisServer server;
    private String pid;

    RedisProcess(String... settings) throws IOException {
        this.settings = settings;
        this.server = started();
        this.pid = processId();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    String url(String credentials) {
        return "redis://" + credentials + "@127.0.0.1:" + port + "/0";
    }

    int port() {
        return port;
    }

    void stop() throws IOException {
        server.stop();
    }

    void start() throws IOException {
        server = started();
        pid = processId();
    }

    /** Stands still, and takes what is sent to it into its buffers: it executes that when it is thawed. */
    void freeze() throws IOException {
        signal("STOP");
    }

    void thaw() throws IOException {
        signal("CONT");
    }

    /** How often it has executed a command since it was started. */
    long executed(String command) {
        try (Jedis admin = new Jedis("127.0.0.1", port)) {
            return admin.info("commandstats")
                    .lines()
                    .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                    .map(line -> line.replaceAll(".*:calls=(\\d+),.*", "$1"))
                    .mapToLong(Long::parseLong)
                    .sum();
        }
    }

    @Override
    public void close() throws IOException {
        thaw();
        stop();
    }

    private void signal(String name) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private RedisServer started() throws IOException {
        RedisServerBuilder builder = RedisServer.newRedisServer().port(port).bind("127.0.0.1");
        builder.setting("save \"\"").setting("appendonly no");
        for (String setting : settings) {
            builder.setting(setting);
        }
        RedisServer redis = builder.build();
        redis.start();
        return redis;
    }

    private String processId() {
        try (Jedis admin = new Jedis("127.0.0.1", port)) {
            return admin.info("server").replaceAll("(?s).*process_id:(\\d+).*", "$1");
        }
    }
}
