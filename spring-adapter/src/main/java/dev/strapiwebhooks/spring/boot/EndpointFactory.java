package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.StrapiWebhookProperties.Credential;
import dev.strapiwebhooks.traffic.TrustedProxies;
import dev.strapiwebhooks.verify.Ed25519PublicKey;
import dev.strapiwebhooks.verify.KeyProvider;
import dev.strapiwebhooks.verify.NamedKey;
import dev.strapiwebhooks.verify.SignatureScheme;
import dev.strapiwebhooks.verify.VerificationKey;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookVerifier;
import dev.strapiwebhooks.verify.WebhookVerifierBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From properties to builders. Whatever is wrong becomes a {@link StrapiWebhookConfigurationException}. */
final class EndpointFactory {
    private final StrapiWebhookProperties properties;

    EndpointFactory(StrapiWebhookProperties properties) {
        this.properties = properties;
    }

    /** Without a guard, whoever stores deliveries claims them. */
    WebhookVerifier verifier(@Nullable ReplayGuard replayGuard, Clock clock) {
        try {
            WebhookVerifierBuilder builder = forScheme()
                    .tolerance(properties.tolerance())
                    .name(properties.name())
                    .clock(clock);
            if (replayGuard == null) {
                builder.replayCheckedByCaller();
            } else {
                builder.replayGuard(replayGuard);
            }
            if (properties.bearerToken() != null) {
                builder.requireBearerToken(KeyProvider.of(WebhookSecret.of(properties.bearerToken())));
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    WebhookEndpointBuilder endpoint(WebhookVerifier verifier) {
        try {
            WebhookEndpointBuilder builder = WebhookEndpoint.builder(verifier)
                    .maxBodySize(Math.toIntExact(properties.maxBodySize().toBytes()))
                    .bodyTimeout(properties.bodyTimeout())
                    .warnAfter(properties.warnAfter())
                    .trustedProxies(
                            TrustedProxies.of(properties.trustedProxies().toArray(String[]::new)));
            if (properties.maxConcurrentBodies() != null) {
                builder.maxConcurrentBodies(properties.maxConcurrentBodies());
            }
            if (properties.maxBytesInFlight() != null) {
                builder.maxBytesInFlight(properties.maxBytesInFlight().toBytes());
            }
            if (properties.requireSecure()) {
                builder.requireSecure();
            }
            if (properties.acceptAnyEventHeader()) {
                builder.acceptAnyEventHeader();
            }
            return builder;
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        } catch (ArithmeticException e) {
            throw new StrapiWebhookConfigurationException("strapi.webhook.max-body-size is too large");
        }
    }

    private WebhookVerifierBuilder forScheme() {
        return switch (properties.scheme()) {
            case TIMESTAMPED -> WebhookVerifier.builder(SignatureScheme.timestamped(), secrets());
            case STRAPI_NATIVE -> WebhookVerifier.builder(SignatureScheme.strapiNative(), secrets());
            case BEARER_TOKEN -> WebhookVerifier.builder(SignatureScheme.bearerToken(), secrets());
            case ED25519 ->
                WebhookVerifier.builder(
                        SignatureScheme.ed25519(),
                        keys(
                                "strapi.webhook.public-keys",
                                "It takes the public half of the pair that Strapi signs with, in PEM or OpenSSH form",
                                properties.publicKeys(),
                                Ed25519PublicKey::of));
        };
    }

    private KeyProvider<WebhookSecret> secrets() {
        List<Credential> all = new ArrayList<>(properties.secrets());
        if (properties.secret() != null) {
            all.add(0, new Credential("default", properties.secret(), null, null));
        }
        return keys(
                "strapi.webhook.secret (or .secrets)",
                "Make a secret with: openssl rand -hex 32",
                all,
                WebhookSecret::of);
    }

    private static <K extends VerificationKey> KeyProvider<K> keys(
            String property, String hint, List<Credential> configured, Function<String, K> reader) {
        if (configured.isEmpty()) {
            throw new StrapiWebhookConfigurationException(property + " is not set. " + hint);
        }
        List<NamedKey<K>> keys =
                configured.stream().map(key -> named(property, key, reader)).toList();
        return () -> keys;
    }

    private static <K> K read(String property, Credential key, Function<String, K> reader) {
        try {
            return reader.apply(key.value());
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(property + ", " + key.name() + ": " + e.getMessage());
        }
    }

    private static <K extends VerificationKey> NamedKey<K> named(
            String property, Credential key, Function<String, K> reader) {
        NamedKey<K> named = NamedKey.of(key.name(), read(property, key, reader));
        if (key.notBefore() != null) {
            named = named.notBefore(key.notBefore());
        }
        return key.notAfter() == null ? named : named.notAfter(key.notAfter());
    }
}
