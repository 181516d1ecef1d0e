package dev.strapiwebhooks.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real redis-server on a free port of the loopback interface. */
final class RedisProcess implements AutoCloseable {
    private final int port = freePort();
    private final String[] settings;
    private RedisServer server;

    RedisProcess(String... settings) throws IOException {
        this.settings = settings;
        this.server = started();
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
    }

    @Override
    public void close() throws IOException {
        stop();
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
