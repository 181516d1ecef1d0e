package dev.strapiwebhooks;

import dev.strapiwebhooks.internal.ForwardedHeaders;
import dev.strapiwebhooks.internal.IpAddress;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The proxies whose forwarded headers are believed. From anyone else {@code X-Forwarded-For}, {@code X-Forwarded-Proto}
 * and {@code Forwarded} are ignored, because everyone can send them.
 *
 * <p>Leave it empty where the server or framework resolves forwarded headers itself. Immutable and thread-safe.
 */
public final class TrustedProxies {
    private static final int MOST_HOPS = 32;

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Trusts nobody.
     *
     * @return the default
     */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * Trusts some addresses and networks.
     *
     * @param networks for example {@code 10.0.0.0/8}, {@code 127.0.0.1} or {@code fd00::/8}; numbers, no host names
     * @return the proxies
     * @throws IllegalArgumentException when one is not an address or a network
     */
    public static TrustedProxies of(String... networks) {
        return new TrustedProxies(Stream.of(networks).map(Network::parse).toList());
    }

    /**
     * The client's address: the peer's, or behind trusted proxies the last one in the forwarded headers that is not a
     * trusted proxy itself. Where {@code Forwarded} and {@code X-Forwarded-For} disagree, the peer.
     *
     * @param peer the address at the other end of the connection
     * @param headers the request's headers
     * @return an IP address as text
     */
    public String clientAddress(String peer, WebhookHeaders headers) {
        if (!trusts(peer)) {
            return peer;
        }
        List<String> answers = ForwardedHeaders.clients(headers).stream()
                .map(hops -> nearestStranger(peer, hops))
                .distinct()
                .toList();
        // Most proxies write one kind of header and pass the other kind on as the client sent it.
        return answers.size() == 1 ? answers.get(0) : peer;
    }

    /**
     * The client as limits know it, who has one IPv4 address or a whole IPv6 /64 network.
     *
     * @param peer the address at the other end of the connection
     * @param headers the request's headers
     * @return a text that is the same for the same client
     */
    public String clientKey(String peer, WebhookHeaders headers) {
        return IpAddress.clientKey(clientAddress(peer, headers));
    }

    private String nearestStranger(String peer, List<String> forwarded) {
        List<String> hops = new ArrayList<>(forwarded);
        Collections.reverse(hops);
        String client = peer;
        for (String hop : hops.subList(0, Math.min(MOST_HOPS, hops.size()))) {
            if (IpAddress.parse(hop).isEmpty()) {
                return client;
            }
            client = hop;
            if (!trusts(hop)) {
                return client;
            }
        }
        return client;
    }

    /**
     * Whether the client speaks HTTPS: the connection itself, or everything that a trusted proxy says about it.
     *
     * @param secure whether the connection to this server is encrypted
     * @param peer the address at the other end of the connection
     * @param headers the request's headers
     * @return true for HTTPS
     */
    public boolean isSecure(boolean secure, String peer, WebhookHeaders headers) {
        if (secure || !trusts(peer)) {
            return secure;
        }
        List<String> protocols = ForwardedHeaders.protocols(headers);
        return !protocols.isEmpty()
                && protocols.stream()
                        .allMatch(protocol -> protocol.toLowerCase(Locale.ROOT).equals("https"));
    }

    private boolean trusts(String address) {
        return IpAddress.parse(address)
                .filter(parsed -> networks.stream().anyMatch(network -> network.contains(parsed)))
                .isPresent();
    }

    private record Network(InetAddress base, int bits) {
        static Network parse(String text) {
            String[] parts = text.strip().split("/", -1);
            try {
                InetAddress base = IpAddress.parse(parts[0]).orElseThrow(NumberFormatException::new);
                int longest = base.getAddress().length * 8;
                int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
                if (parts.length <= 2 && bits >= 0 && bits <= longest) {
                    return new Network(base, bits);
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not an IP address or network; write for example 10.0.0.0/8 or 127.0.0.1");
        }

        boolean contains(InetAddress address) {
            byte[] ours = base.getAddress();
            byte[] theirs = address.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
