package dev.strapiwebhooks.cli.explain;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifierBuilder;
import dev.strapiwebhooks.spi.SignatureScheme;
import java.util.Locale;

/** The schemes whose signatures can be explained: those with a shared secret. */
public enum ExpectedScheme {
    /** {@code X-Webhook-Signature} over {@code timestamp + "." + body}. */
    TIMESTAMPED("X-Webhook-Signature"),
    /** {@code X-Strapi-Signature-256} over the body. */
    STRAPI_NATIVE("X-Strapi-Signature-256");

    /** The header of the default scheme's time. */
    public static final String TIMESTAMP_HEADER = "X-Webhook-Timestamp";

    private final String signatureHeader;

    ExpectedScheme(String signatureHeader) {
        this.signatureHeader = signatureHeader;
    }

    /**
     * Signs as this scheme does.
     *
     * @param secret the secret
     * @return a signer
     */
    public WebhookSigner signer(WebhookSecret secret) {
        return this == TIMESTAMPED ? WebhookSigner.timestamped(secret) : WebhookSigner.strapiNative(secret);
    }

    /**
     * Verifies as this scheme does.
     *
     * @param secret the secret
     * @return a builder
     */
    public WebhookVerifierBuilder verifier(WebhookSecret secret) {
        return this == TIMESTAMPED
                ? WebhookVerifier.timestamped(secret)
                : WebhookVerifier.builder(SignatureScheme.strapiNative(), secret);
    }

    /**
     * As options and the page write it.
     *
     * @return with hyphens, in lower case
     */
    public String shown() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Where the signature is.
     *
     * @return the header's name
     */
    public String signatureHeader() {
        return signatureHeader;
    }
}
