package dev.strapiwebhooks.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that are written as numbers. Never asks a name server. */
public final class IpAddress {
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private IpAddress() {}

    /** In brackets an address of version 6 is never looked up, whatever it looks like; one of version 4 is all numbers. */
    public static Optional<InetAddress> parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean version6 = IPV6_CHARACTERS.matcher(bare).matches();
        if (!version6 && !IPV4.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(version6 ? "[" + bare + "]" : bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** An IPv6 client can choose among 2^64 addresses of its network, so the network is the client. */
    public static String clientKey(String address) {
        return parse(address)
                .map(parsed -> parsed instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8)) + "/64"
                        : parsed.getHostAddress())
                .orElse(address);
    }
}
