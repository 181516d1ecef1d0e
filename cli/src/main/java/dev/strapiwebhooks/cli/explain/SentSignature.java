package dev.strapiwebhooks.cli.explain;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes that a signature header may mean, in whatever way it is written. */
final class SentSignature {
    private static final Pattern EXPECTED = Pattern.compile("sha256=[0-9A-Fa-f]{64}");
    /** Also several in one header, as other senders write them: t=…,v1=… */
    private static final Pattern PART = Pattern.compile("(?:([A-Za-z0-9-]{1,12})[=:])?([A-Za-z0-9+/_-]{20,}={0,2})");

    private static final int MOST_PARTS = 8;

    private final byte[] bytes;
    private final Optional<Cause> cause;

    private SentSignature(byte[] bytes, Optional<Cause> cause) {
        this.bytes = bytes;
        this.cause = cause;
    }

    static List<SentSignature> of(String header) {
        List<SentSignature> found = new ArrayList<>();
        boolean expected = EXPECTED.matcher(header).matches();
        Matcher part = PART.matcher(header);
        while (part.find() && found.size() < MOST_PARTS) {
            String text = part.group(2);
            boolean isHex = text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
            if (isHex) {
                found.add(new SentSignature(
                        HexFormat.of().parseHex(text),
                        expected ? Optional.empty() : Optional.of(Cause.SIGNATURE_PREFIX)));
            } else {
                base64(text)
                        .ifPresent(bytes -> found.add(new SentSignature(bytes, Optional.of(Cause.SIGNATURE_BASE64))));
            }
        }
        return found;
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** What is wrong with the way it is written. */
    Optional<Cause> cause() {
        return cause;
    }
}
