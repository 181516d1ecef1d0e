package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifierBuilder;
import dev.strapiwebhooks.internal.EndpointSettings;
import dev.strapiwebhooks.internal.EndpointSettings.Body;
import dev.strapiwebhooks.internal.EndpointSettings.Keys;
import dev.strapiwebhooks.internal.EndpointSettings.Requests;
import dev.strapiwebhooks.internal.EndpointSettings.Scheme;
import dev.strapiwebhooks.internal.EndpointSettings.Signature;
import dev.strapiwebhooks.replay.ReplayGuard;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.EndpointProperties.Credential;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.util.unit.DataSize;

/** From properties to builders. Whatever is wrong becomes a {@link StrapiWebhookConfigurationException}. */
final class EndpointFactory {
    private static final String PREFIX = "strapi.webhook";

    private final String prefix;
    private final String name;
    private final EndpointProperties properties;

    private EndpointFactory(String prefix, String name, EndpointProperties properties) {
        this.prefix = prefix;
        this.name = name;
        this.properties = properties;
    }

    /** The endpoint of the properties without a name. */
    static EndpointFactory ofDefault(String name, EndpointProperties properties) {
        return new EndpointFactory(PREFIX, name, properties);
    }

    /** One of {@code strapi.webhook.endpoints}. */
    static EndpointFactory of(String name, EndpointProperties properties) {
        return new EndpointFactory(PREFIX + ".endpoints." + name, name, properties);
    }

    /** Without a guard, whoever stores deliveries claims them. It is asked for when the keys are known to be right. */
    WebhookVerifier verifier(Supplier<Optional<ReplayGuard>> replayGuard, Clock clock) {
        EndpointSettings settings = settings();
        Optional<ReplayGuard> guard = replayGuard.get();
        return checked(() -> {
            WebhookVerifierBuilder builder = settings.verifier().clock(clock);
            return guard.map(builder::replayGuard)
                    .orElseGet(builder::replayCheckedByCaller)
                    .build();
        });
    }

    WebhookEndpointBuilder endpoint(WebhookVerifier verifier) {
        EndpointSettings settings = new EndpointSettings(
                name, new Keys(properties.scheme(), List.of(), List.of(), null), signature(), body(), requests());
        return checked(() -> settings.endpoint(verifier));
    }

    private EndpointSettings settings() {
        boolean ed25519 = properties.scheme() == Scheme.ED25519;
        Keys keys = new Keys(
                properties.scheme(),
                ed25519 ? List.of() : secrets(),
                ed25519 ? publicKeys() : List.of(),
                properties.bearerToken() == null ? null : checked(() -> WebhookSecret.of(properties.bearerToken())));
        return new EndpointSettings(name, keys, signature(), body(), requests());
    }

    private Signature signature() {
        return new Signature(
                properties.signatureHeader(),
                properties.timestampHeader(),
                properties.timestampUnit(),
                properties.tolerance());
    }

    private Body body() {
        DataSize inFlight = properties.maxBytesInFlight();
        return new Body(
                maxBodySize(),
                properties.bodyTimeout(),
                properties.maxConcurrentBodies(),
                inFlight == null ? null : inFlight.toBytes());
    }

    private int maxBodySize() {
        try {
            return Math.toIntExact(properties.maxBodySize().toBytes());
        } catch (ArithmeticException e) {
            throw new StrapiWebhookConfigurationException(prefix + ".max-body-size is too large");
        }
    }

    private Requests requests() {
        TrustedProxies proxies =
                checked(() -> TrustedProxies.of(properties.trustedProxies().toArray(String[]::new)));
        return new Requests(
                properties.requireSecure(), proxies, properties.acceptAnyEventHeader(), properties.warnAfter());
    }

    private List<NamedKey<WebhookSecret>> secrets() {
        return keys(
                ".secret (or .secrets)",
                "Make a secret with: openssl rand -hex 32",
                properties.allSecrets(),
                WebhookSecret::of);
    }

    private List<NamedKey<Ed25519PublicKey>> publicKeys() {
        return keys(
                ".public-keys",
                "It takes the public half of the pair that Strapi signs with, in PEM or OpenSSH form",
                properties.publicKeys(),
                Ed25519PublicKey::of);
    }

    private <K extends VerificationKey> List<NamedKey<K>> keys(
            String property, String hint, List<Credential> configured, Function<String, K> reader) {
        if (configured.isEmpty()) {
            throw new StrapiWebhookConfigurationException(prefix + property + " is not set. " + hint);
        }
        return configured.stream()
                .map(key -> named(prefix + property, key, reader))
                .toList();
    }

    private static <K extends VerificationKey> NamedKey<K> named(
            String property, Credential key, Function<String, K> reader) {
        NamedKey<K> named = NamedKey.of(key.name(), read(property, key, reader));
        if (key.notBefore() != null) {
            named = named.notBefore(key.notBefore());
        }
        return key.notAfter() == null ? named : named.notAfter(key.notAfter());
    }

    private static <K> K read(String property, Credential key, Function<String, K> reader) {
        try {
            return reader.apply(key.value());
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(property + ", " + key.name() + ": " + e.getMessage());
        }
    }

    private static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }
}
