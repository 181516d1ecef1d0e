package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many bodies are read at once: in all, and for one client, so that nobody takes all of them. Thread-safe. */
final class Readers {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> reading = new HashMap<>();
    private int all;

    Readers(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Whether a body may be read; then {@link #leave} has to follow. */
    synchronized boolean enter(InetAddress address) {
        String client = client(address);
        int own = reading.getOrDefault(client, 0);
        if (all >= most || own >= mostOfOne) {
            return false;
        }
        reading.put(client, own + 1);
        all++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        Integer unused = reading.computeIfPresent(client(address), (client, own) -> own == 1 ? null : own - 1);
        all--;
    }

    private static String client(InetAddress address) {
        return TrustedProxies.none().clientKey(address.getHostAddress(), WebhookHeaders.of(Map.of()));
    }
}
