package dev.strapiwebhooks;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** See {@link SignatureScheme#bearerToken()}. */
final class BearerTokenScheme implements SignatureScheme<WebhookSecret> {
    static final String HEADER = "Authorization";

    private static final String PREFIX = "Bearer ";
    static final int LONGEST_TOKEN = 4096;
    private static final Pattern BLANK = Pattern.compile("\\s");

    @Override
    public SignatureAlgorithm<WebhookSecret> algorithm() {
        return SignatureAlgorithm.BEARER_TOKEN;
    }

    @Override
    public SignatureClaim read(WebhookHeaders headers) {
        String value = headers.single(HEADER, RejectionReason.MISSING_TOKEN, RejectionReason.REPEATED_TOKEN);
        boolean bearer = value.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        String token = bearer ? value.substring(PREFIX.length()) : "";
        if (token.isEmpty()
                || token.length() > LONGEST_TOKEN
                || BLANK.matcher(token).find()) {
            throw new WebhookRejectedException(
                    RejectionReason.MALFORMED_TOKEN, "expected \"" + PREFIX + "\" and one token without white space");
        }
        return SignatureClaim.overBody(token.getBytes(StandardCharsets.UTF_8));
    }

    static boolean canCarry(byte[] token) {
        boolean visible = true;
        for (byte b : token) {
            visible &= b > ' ' && b < 0x7F;
        }
        return visible && token.length <= LONGEST_TOKEN;
    }

    static String header(WebhookSecret secret) {
        return PREFIX + new String(secret.bytes(), StandardCharsets.UTF_8);
    }
}
