package dev.strapiwebhooks.spi;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookRejectedException;
import dev.strapiwebhooks.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** See {@link SignatureScheme#bearerToken()}. */
final class BearerTokenScheme implements SignatureScheme<WebhookSecret> {
    private static final String HEADER = "Authorization";

    private static final String PREFIX = "Bearer ";
    private static final int LONGEST_TOKEN = 4096;
    private static final Pattern BLANK = Pattern.compile("\\s");

    @Override
    public SignatureScheme.Algorithm<WebhookSecret> algorithm() {
        return SignatureScheme.Algorithm.BEARER_TOKEN;
    }

    @Override
    public SignatureInput read(WebhookHeaders headers) {
        String value = headers.single(HEADER, RejectionReason.MISSING_TOKEN, RejectionReason.REPEATED_TOKEN);
        boolean bearer = value.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        String token = bearer ? value.substring(PREFIX.length()) : "";
        if (token.isEmpty()
                || token.length() > LONGEST_TOKEN
                || BLANK.matcher(token).find()) {
            throw new WebhookRejectedException(
                    RejectionReason.MALFORMED_TOKEN, "expected \"" + PREFIX + "\" and one token without white space");
        }
        return SignatureInput.of(token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String> headers(byte[] token, Instant time) {
        return Map.of(HEADER, PREFIX + new String(token, StandardCharsets.UTF_8));
    }
}
