package dev.strapiwebhooks.fuzz;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** Says in another way, and with another library, whether a request is genuine. */
final class Oracle {
    private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-fA-F]{64})");
    private static final Pattern TIMESTAMP = Pattern.compile("[1-9][0-9]{12}");
    private static final BigInteger NOW = BigInteger.valueOf(FuzzedRequest.NOW.toEpochMilli());
    private static final BigInteger TOLERANCE = BigInteger.valueOf(5 * 60 * 1000L);
    private static final byte[] KEY = "fuzz-secret-0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Oracle() {}

    static boolean isGenuine(FuzzedRequest request) {
        List<String> signatures = request.values("X-Webhook-Signature");
        List<String> timestamps = request.values("X-Webhook-Timestamp");
        if (signatures.size() != 1 || timestamps.size() != 1 || request.body().length == 0) {
            return false;
        }
        var signature = SIGNATURE.matcher(signatures.get(0));
        String timestamp = timestamps.get(0);
        return signature.matches()
                && TIMESTAMP.matcher(timestamp).matches()
                && new BigInteger(timestamp).subtract(NOW).abs().compareTo(TOLERANCE) <= 0
                && signature.group(1).equalsIgnoreCase(mac(timestamp, request.body()));
    }

    private static String mac(String timestamp, byte[] body) {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(KEY));
        byte[] prefix = (timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        mac.update(prefix, 0, prefix.length);
        mac.update(body, 0, body.length);
        byte[] digest = new byte[mac.getMacSize()];
        mac.doFinal(digest, 0);
        return String.format("%064x", new BigInteger(1, digest));
    }
}
