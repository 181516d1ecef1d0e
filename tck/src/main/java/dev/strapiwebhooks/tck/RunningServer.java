package dev.strapiwebhooks.tck;

import java.net.URI;

/** A server that a contract test started. */
public final class RunningServer {
    private final URI uri;
    private final Stop stop;

    private RunningServer(URI uri, Stop stop) {
        this.uri = uri;
        this.stop = stop;
    }

    /**
     * A started server, with the webhook at {@code /webhooks/strapi}.
     *
     * @param port the port it listens on, on the loopback interface
     * @param stop how to stop it
     * @return the server
     */
    public static RunningServer on(int port, Stop stop) {
        return new RunningServer(URI.create("http://127.0.0.1:" + port + "/webhooks/strapi"), stop);
    }

    URI uri() {
        return uri;
    }

    void stop() throws Exception {
        stop.run();
    }

    /** Stops a server. */
    @FunctionalInterface
    public interface Stop {
        /**
         * Stops the server.
         *
         * @throws Exception when it does not stop
         */
        void run() throws Exception;
    }
}
