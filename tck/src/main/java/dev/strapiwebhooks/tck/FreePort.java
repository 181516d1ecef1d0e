package dev.strapiwebhooks.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are told theirs, and get them some time later: below those that the system gives to connections, of
 * which tests beside open thousands.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int END = 32_000;

    private FreePort() {}

    /**
     * Chooses a port of the loopback interface.
     *
     * @return nobody's, when it was looked at
     */
    public static int choose() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // somebody has it
            }
        }
    }
}
