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
import static dev.strapiwebhooks.servlet.FilterParameter.WARN_AFTER;

import dev.strapiwebhooks.Ed25519PublicKey;
import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.TrustedProxies;
import dev.strapiwebhooks.VerificationKey;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.internal.EndpointSettings;
import dev.strapiwebhooks.internal.EndpointSettings.Body;
import dev.strapiwebhooks.internal.EndpointSettings.Keys;
import dev.strapiwebhooks.internal.EndpointSettings.Requests;
import dev.strapiwebhooks.internal.EndpointSettings.Scheme;
import dev.strapiwebhooks.internal.EndpointSettings.Signature;
import dev.strapiwebhooks.spi.TimestampedScheme;
import jakarta.servlet.FilterConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        EndpointSettings settings = new EndpointSettings(text(NAME), keys(), signature(), body(), requests());
        requireAllUsed();
        return settings.endpoint(settings.verifier().build()).build();
    }

    private Keys keys() {
        boolean ed25519 = scheme() == Scheme.ED25519;
        return new Keys(
                scheme(),
                ed25519 ? List.of() : secrets(),
                ed25519 ? publicKeys() : List.of(),
                has(BEARER_TOKEN_ENV) || has(BEARER_TOKEN_FILE) ? secret(BEARER_TOKEN_ENV, BEARER_TOKEN_FILE) : null);
    }

    private Signature signature() {
        boolean hasHeaders = scheme() == Scheme.TIMESTAMPED || scheme() == Scheme.ED25519;
        return new Signature(
                hasHeaders ? text(SIGNATURE_HEADER) : null,
                hasHeaders ? text(TIMESTAMP_HEADER) : null,
                hasHeaders && has(TIMESTAMP_UNIT) ? unit() : null,
                value(TOLERANCE, "PT5M", Duration::parse));
    }

    private Body body() {
        return new Body(
                value(MAX_BODY_SIZE, "4194304", Integer::valueOf),
                value(BODY_TIMEOUT, "PT10S", Duration::parse),
                value(MAX_CONCURRENT_BODIES, "16", Integer::valueOf),
                value(MAX_BYTES_IN_FLIGHT, "67108864", Long::valueOf));
    }

    private Requests requests() {
        return new Requests(
                isTrue(REQUIRE_SECURE),
                has(TRUSTED_PROXIES)
                        ? TrustedProxies.of(required(TRUSTED_PROXIES).split(",", -1))
                        : null,
                isTrue(ACCEPT_ANY_EVENT_HEADER),
                value(WARN_AFTER, "PT5S", Duration::parse));
    }

    private Scheme scheme() {
        return switch (oneOf(SCHEME, TIMESTAMPED, List.of(TIMESTAMPED, "ed25519", "strapiNative", "bearerToken"))) {
            case "ed25519" -> Scheme.ED25519;
            case "strapiNative" -> Scheme.STRAPI_NATIVE;
            case "bearerToken" -> Scheme.BEARER_TOKEN;
            default -> Scheme.TIMESTAMPED;
        };
    }

    private TimestampedScheme.Unit unit() {
        String unit = oneOf(TIMESTAMP_UNIT, "milliseconds", List.of("milliseconds", "seconds"));
        return TimestampedScheme.Unit.valueOf(unit.toUpperCase(Locale.ROOT));
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

    private List<NamedKey<WebhookSecret>> secrets() {
        boolean rotated = has(PREVIOUS_SECRET_ENV) || has(PREVIOUS_SECRET_FILE);
        return named(
                secret(SECRET_ENV, SECRET_FILE), rotated ? secret(PREVIOUS_SECRET_ENV, PREVIOUS_SECRET_FILE) : null);
    }

    private List<NamedKey<Ed25519PublicKey>> publicKeys() {
        return named(
                Ed25519PublicKey.fromFile(Path.of(required(PUBLIC_KEY_FILE))),
                has(PREVIOUS_PUBLIC_KEY_FILE)
                        ? Ed25519PublicKey.fromFile(Path.of(required(PREVIOUS_PUBLIC_KEY_FILE)))
                        : null);
    }

    private static <K extends VerificationKey> List<NamedKey<K>> named(K current, @Nullable K previous) {
        return previous == null
                ? List.of(NamedKey.of("current", current))
                : List.of(NamedKey.of("current", current), NamedKey.of("previous", previous));
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

    private @Nullable String text(FilterParameter parameter) {
        return has(parameter) ? required(parameter) : null;
    }

    private <T> @Nullable T value(FilterParameter parameter, String example, Function<String, T> parser) {
        return has(parameter) ? parsed(parameter, required(parameter), example, parser) : null;
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
