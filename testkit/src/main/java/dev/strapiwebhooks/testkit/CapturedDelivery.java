package dev.strapiwebhooks.testkit;

import dev.strapiwebhooks.WebhookSecret;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One delivery as a real Strapi server sent it, with dummy content. */
public final class CapturedDelivery {
    private final String name;
    private final JsonNode json;

    CapturedDelivery(String name, JsonNode json) {
        this.name = name;
        this.json = json;
    }

    /**
     * The capture's name, which says version and event.
     *
     * @return for example {@code v5-signed-entry.publish-02}
     */
    public String name() {
        return name;
    }

    /**
     * The version that sent it.
     *
     * @return for example {@code 5.54.0}
     */
    public String strapiVersion() {
        return json.path("strapiVersion").asString();
    }

    /**
     * What was done in Strapi.
     *
     * @return a few words
     */
    public String action() {
        return json.path("action").asString();
    }

    /**
     * The body.
     *
     * @return the bytes that Strapi sent; empty for a redirected GET
     */
    public byte[] body() {
        return Base64.getDecoder().decode(json.path("bodyBase64").asString());
    }

    /**
     * Whether it has a body, as every delivery but a redirected GET does.
     *
     * @return true for a POST
     */
    public boolean hasBody() {
        return body().length > 0;
    }

    /**
     * The secret that it is signed with.
     *
     * @return the secret; empty where it is not signed
     */
    public Optional<WebhookSecret> secret() {
        JsonNode secret = json.path("secret");
        return secret.isString() ? Optional.of(WebhookSecret.of(secret.stringValue())) : Optional.empty();
    }

    /**
     * When it was signed.
     *
     * @return the time in its timestamp header
     * @throws IllegalArgumentException when it is not signed
     */
    public Instant signedAt() {
        return Instant.ofEpochMilli(Long.parseLong(delivery().header("X-Webhook-Timestamp")));
    }

    /**
     * The delivery, ready to be sent again: without the header lines that belong to the connection it came over.
     *
     * @return method, headers in wire order and case, body
     */
    public SignedDelivery delivery() {
        SignedDelivery delivery = SignedDelivery.unsigned(body())
                .withMethod(json.path("method").asString())
                .without("Content-Type");
        for (Header header : headers()) {
            delivery = delivery.adding(header.name(), header.value());
        }
        return delivery.without("Host").without("Connection").without("Content-Length");
    }

    private List<Header> headers() {
        return json.path("headers")
                .valueStream()
                .map(line -> new Header(line.path(0).asString(), line.path(1).asString()))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
