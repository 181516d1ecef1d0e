package dev.strapiwebhooks.servlet;

import static dev.strapiwebhooks.servlet.FilterParameter.ACCEPT_ANY_EVENT_HEADER;
import static dev.strapiwebhooks.servlet.FilterParameter.BEARER_TOKEN_ENV;
import static dev.strapiwebhooks.servlet.FilterParameter.BEARER_TOKEN_FILE;
import static dev.strapiwebhooks.servlet.FilterParameter.BODY_TIMEOUT;
import static dev.strapiwebhooks.servlet.FilterParameter.MAX_BODY_SIZE;
import static dev.strapiwebhooks.servlet.FilterParameter.MAX_BYTES_IN_FLIGHT;
import static dev.strapiwebhooks.servlet.FilterParameter.MAX_CONCURRENT_BODIES;
import static dev.strapiwebhooks.servlet.FilterParameter.NAME;
import static dev.strapiwebhooks.servlet.FilterParameter.PREVIOUS_PUBLIC_KEY_FILE;
import static dev.strapiwebhooks.servlet.FilterParameter.PREVIOUS_SECRET_ENV;
import static dev.strapiwebhooks.servlet.FilterParameter.PREVIOUS_SECRET_FILE;
import static dev.strapiwebhooks.servlet.FilterParameter.PUBLIC_KEY_FILE;
import static dev.strapiwebhooks.servlet.FilterParameter.REQUIRE_SECURE;
import static dev.strapiwebhooks.servlet.FilterParameter.SCHEME;
import static dev.strapiwebhooks.servlet.FilterParameter.SECRET_ENV;
import static dev.strapiwebhooks.servlet.FilterParameter.SECRET_FILE;
import static dev.strapiwebhooks.servlet.FilterParameter.SIGNATURE_HEADER;
import static dev.strapiwebhooks.servlet.FilterParameter.TIMESTAMP_HEADER;
import static dev.strapiwebhooks.servlet.FilterParameter.TIMESTAMP_UNIT;
import static dev.strapiwebhooks.servlet.FilterParameter.TOLERANCE;
import static dev.strapiwebhooks.servlet.FilterParameter.TRUSTED_PROXIES;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.traffic.TrustedProxies;
import dev.strapiwebhooks.verify.Ed25519PublicKey;
import dev.strapiwebhooks.verify.KeyProvider;
import dev.strapiwebhooks.verify.NamedKey;
import dev.strapiwebhooks.verify.SignatureScheme;
import dev.strapiwebhooks.verify.TimestampUnit;
import dev.strapiwebhooks.verify.TimestampedScheme;
import dev.strapiwebhooks.verify.VerificationKey;
import dev.strapiwebhooks.verify.WebhookSecret;
import dev.strapiwebhooks.verify.WebhookVerifier;
import dev.strapiwebhooks.verify.WebhookVerifierBuilder;
import jakarta.servlet.FilterConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Builds an endpoint from init parameters. Every mistake is an exception that names the parameter. */
final class FilterSettings {
    private static final String TIMESTAMPED = "timestamped";

    private final Map<FilterParameter, String> values;
    private final Set<FilterParameter> used = EnumSet.noneOf(FilterParameter.class);

    private FilterSettings(Map<FilterParameter, String> values) {
        this.values = values;
    }

    static FilterSettings of(FilterConfig config) {
        Map<FilterParameter, String> values = new EnumMap<>(FilterParameter.class);
        for (String name : Collections.list(config.getInitParameterNames())) {
            FilterParameter parameter = FilterParameter.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown init parameter " + name + "; known are " + FilterParameter.allNames()));
            values.put(parameter, String.valueOf(config.getInitParameter(name)).strip());
        }
        return new FilterSettings(values);
    }

    WebhookEndpoint endpoint() {
        WebhookVerifierBuilder verifier = verifier();
        ifSet(TOLERANCE, text -> verifier.tolerance(parsed(TOLERANCE, text, "PT5M", Duration::parse)));
        ifSet(NAME, verifier::name);
        if (has(BEARER_TOKEN_ENV) || has(BEARER_TOKEN_FILE)) {
            verifier.requireBearerToken(KeyProvider.of(secret(BEARER_TOKEN_ENV, BEARER_TOKEN_FILE)));
        }
        WebhookEndpointBuilder endpoint = WebhookEndpoint.builder(verifier.build());
        ifSet(MAX_BODY_SIZE, text -> endpoint.maxBodySize(parsed(MAX_BODY_SIZE, text, "4194304", Integer::valueOf)));
        if (isTrue(ACCEPT_ANY_EVENT_HEADER)) {
            endpoint.acceptAnyEventHeader();
        }
        ifSet(BODY_TIMEOUT, text -> endpoint.bodyTimeout(parsed(BODY_TIMEOUT, text, "PT10S", Duration::parse)));
        ifSet(
                MAX_CONCURRENT_BODIES,
                text -> endpoint.maxConcurrentBodies(parsed(MAX_CONCURRENT_BODIES, text, "16", Integer::valueOf)));
        ifSet(
                MAX_BYTES_IN_FLIGHT,
                text -> endpoint.maxBytesInFlight(parsed(MAX_BYTES_IN_FLIGHT, text, "67108864", Long::valueOf)));
        ifSet(TRUSTED_PROXIES, text -> endpoint.trustedProxies(TrustedProxies.of(text.split(",", -1))));
        if (isTrue(REQUIRE_SECURE)) {
            endpoint.requireSecure();
        }
        requireAllUsed();
        return endpoint.build();
    }

    /** A parameter without effect is a mistake, too: somebody believes that it does something. */
    private void requireAllUsed() {
        for (FilterParameter parameter : values.keySet()) {
            if (!used.contains(parameter)) {
                throw new IllegalArgumentException("init parameter " + parameter.parameter()
                        + " has no effect with scheme " + values.getOrDefault(SCHEME, TIMESTAMPED)
                        + "; remove it or choose another scheme");
            }
        }
    }

    private WebhookVerifierBuilder verifier() {
        String scheme = oneOf(SCHEME, TIMESTAMPED, List.of(TIMESTAMPED, "ed25519", "strapiNative", "bearerToken"));
        return switch (scheme) {
            case "ed25519" -> WebhookVerifier.builder(renamed(SignatureScheme.ed25519()), publicKeys());
            case "strapiNative" -> WebhookVerifier.builder(SignatureScheme.strapiNative(), secrets());
            case "bearerToken" -> WebhookVerifier.builder(SignatureScheme.bearerToken(), secrets());
            default -> WebhookVerifier.builder(renamed(SignatureScheme.timestamped()), secrets());
        };
    }

    private <K extends VerificationKey> TimestampedScheme<K> renamed(TimestampedScheme<K> original) {
        TimestampedScheme<K> scheme = original;
        if (has(SIGNATURE_HEADER)) {
            scheme = scheme.withSignatureHeader(required(SIGNATURE_HEADER));
        }
        if (has(TIMESTAMP_HEADER)) {
            scheme = scheme.withTimestampHeader(required(TIMESTAMP_HEADER));
        }
        String unit = oneOf(TIMESTAMP_UNIT, "milliseconds", List.of("milliseconds", "seconds"));
        return scheme.withTimestampUnit(TimestampUnit.valueOf(unit.toUpperCase(Locale.ROOT)));
    }

    private KeyProvider<WebhookSecret> secrets() {
        return keys(
                secret(SECRET_ENV, SECRET_FILE),
                Optional.of(List.of(PREVIOUS_SECRET_ENV, PREVIOUS_SECRET_FILE))
                        .filter(either -> either.stream().anyMatch(this::has))
                        .map(either -> secret(PREVIOUS_SECRET_ENV, PREVIOUS_SECRET_FILE)));
    }

    private KeyProvider<Ed25519PublicKey> publicKeys() {
        return keys(
                Ed25519PublicKey.fromFile(Path.of(required(PUBLIC_KEY_FILE))),
                has(PREVIOUS_PUBLIC_KEY_FILE)
                        ? Optional.of(Ed25519PublicKey.fromFile(Path.of(required(PREVIOUS_PUBLIC_KEY_FILE))))
                        : Optional.empty());
    }

    private static <K extends VerificationKey> KeyProvider<K> keys(K current, Optional<K> previous) {
        List<NamedKey<K>> keys = Stream.concat(
                        Stream.of(NamedKey.of("current", current)),
                        previous.map(key -> NamedKey.of("previous", key)).stream())
                .toList();
        return () -> keys;
    }

    private WebhookSecret secret(FilterParameter env, FilterParameter file) {
        if (has(env) == has(file)) {
            throw new IllegalArgumentException("set exactly one of the init parameters " + env.parameter()
                    + " (name of an environment variable) and " + file.parameter() + " (path of a file)");
        }
        return has(env) ? WebhookSecret.fromEnv(required(env)) : WebhookSecret.fromFile(Path.of(required(file)));
    }

    private boolean isTrue(FilterParameter parameter) {
        return oneOf(parameter, "false", List.of("false", "true")).equals("true");
    }

    private boolean has(FilterParameter parameter) {
        used.add(parameter);
        return values.containsKey(parameter);
    }

    private String required(FilterParameter parameter) {
        String value = has(parameter) ? values.get(parameter) : null;
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("init parameter " + parameter.parameter() + " is missing or empty");
        }
        return value;
    }

    private String oneOf(FilterParameter parameter, String byDefault, List<String> allowed) {
        String value = has(parameter) ? values.getOrDefault(parameter, "") : byDefault;
        if (!allowed.contains(value)) {
            // Without the value, which may be a secret that was written in the wrong place.
            throw new IllegalArgumentException(
                    "init parameter " + parameter.parameter() + " must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    private void ifSet(FilterParameter parameter, Consumer<String> use) {
        if (has(parameter)) {
            use.accept(required(parameter));
        }
    }

    private static <T> T parsed(FilterParameter parameter, String text, String example, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "init parameter " + parameter.parameter() + " is \"" + text + "\", expected for example " + example,
                    e);
        }
    }
}
