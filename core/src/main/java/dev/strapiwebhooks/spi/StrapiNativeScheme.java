package dev.strapiwebhooks.spi;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookRejectedException;
import dev.strapiwebhooks.WebhookSecret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** See {@link SignatureScheme#strapiNative()}. */
final class StrapiNativeScheme implements SignatureScheme<WebhookSecret> {
    private static final String HEADER = "X-Strapi-Signature-256";

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public SignatureScheme.Algorithm<WebhookSecret> algorithm() {
        return SignatureScheme.Algorithm.HMAC_SHA256;
    }

    @Override
    public SignatureInput read(WebhookHeaders headers) {
        String signature =
                headers.single(HEADER, RejectionReason.MISSING_SIGNATURE, RejectionReason.REPEATED_SIGNATURE);
        return SignatureInput.of(SignatureText.HEX_SHA256.decode(signature));
    }

    @Override
    public Map<String, String> headers(byte[] signature, Instant time) {
        return Map.of(HEADER, SignatureText.HEX_SHA256.encode(signature));
    }

    @Override
    public Optional<Instant> timestamp(SignatureInput claim, byte[] body) {
        String createdAt = createdAt(body);
        if (createdAt == null) {
            throw new WebhookRejectedException(
                    RejectionReason.MISSING_TIMESTAMP, "the signed body has no text member createdAt");
        }
        try {
            return Optional.of(Instant.parse(createdAt));
        } catch (DateTimeException e) {
            throw new WebhookRejectedException(
                    RejectionReason.MALFORMED_TIMESTAMP, "createdAt of the signed body is not an ISO-8601 instant");
        }
    }

    private static @Nullable String createdAt(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? topLevelText(parser, "createdAt") : null;
        } catch (JacksonException e) {
            throw new WebhookRejectedException(RejectionReason.INVALID_JSON, "the signed body is not JSON");
        }
    }

    /** The last one wins where a name is repeated, but the whole object must be well-formed. */
    private static @Nullable String topLevelText(JsonParser parser, String name) {
        String found = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = name.equals(parser.currentName());
            JsonToken value = parser.nextToken();
            if (wanted) {
                found = value == JsonToken.VALUE_STRING ? parser.getString() : null;
            }
            parser.skipChildren();
        }
        return found;
    }
}
