package dev.strapiwebhooks.servlet;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The init parameters of {@link StrapiWebhookFilter} in {@code web.xml}. Secrets are named there, never written. */
public enum FilterParameter {
    /** Name of the environment variable with the shared secret; this or {@link #SECRET_FILE}, unless {@code ed25519}. */
    SECRET_ENV("secretEnv"),
    /** Path of the file with the shared secret. */
    SECRET_FILE("secretFile"),
    /** Environment variable with the secret before a rotation, still accepted. */
    PREVIOUS_SECRET_ENV("previousSecretEnv"),
    /** File with the secret before a rotation, still accepted. */
    PREVIOUS_SECRET_FILE("previousSecretFile"),
    /** PEM or OpenSSH file with the public key, for {@code ed25519}. */
    PUBLIC_KEY_FILE("publicKeyFile"),
    /** File with the public key before a rotation, still accepted. */
    PREVIOUS_PUBLIC_KEY_FILE("previousPublicKeyFile"),
    /** {@code timestamped} (default), {@code ed25519}, {@code strapiNative} or {@code bearerToken}. */
    SCHEME("scheme"),
    /** Environment variable with a bearer token that is required in addition to a signature. */
    BEARER_TOKEN_ENV("bearerTokenEnv"),
    /** File with a bearer token that is required in addition to a signature. */
    BEARER_TOKEN_FILE("bearerTokenFile"),
    /** Signature header of the timestamped schemes; {@code X-Webhook-Signature} unless set. */
    SIGNATURE_HEADER("signatureHeader"),
    /** Timestamp header of the timestamped schemes; {@code X-Webhook-Timestamp} unless set. */
    TIMESTAMP_HEADER("timestampHeader"),
    /** {@code milliseconds} (default) or {@code seconds}. */
    TIMESTAMP_UNIT("timestampUnit"),
    /** ISO-8601 duration from {@code PT1S} to {@code PT1H}, {@code PT5M} unless set. */
    TOLERANCE("tolerance"),
    /** Bytes from 1024 to 268435456, 4194304 unless set. */
    MAX_BODY_SIZE("maxBodySize"),
    /** ISO-8601 duration for a whole body to arrive, {@code PT10S} unless set. */
    BODY_TIMEOUT("bodyTimeout"),
    /** How many bodies are read at once, 16 or four for each processor unless set. */
    MAX_CONCURRENT_BODIES("maxConcurrentBodies"),
    /** Bytes that all bodies hold together, 67108864 or an eighth of the heap unless set. */
    MAX_BYTES_IN_FLIGHT("maxBytesInFlight"),
    /** ISO-8601 duration that a handler may take before the log warns, {@code PT5S} unless set. */
    WARN_AFTER("warnAfter"),
    /** {@code true} to refuse plain HTTP. */
    REQUIRE_SECURE("requireSecure"),
    /** Addresses or networks whose forwarded headers are believed, separated by commas. */
    TRUSTED_PROXIES("trustedProxies"),
    /** Name of the endpoint, {@code default} unless set. */
    NAME("name"),
    /** {@code true} to accept an {@code X-Strapi-Event} that names another event than the body. */
    ACCEPT_ANY_EVENT_HEADER("acceptAnyEventHeader");

    private final String parameter;

    FilterParameter(String parameter) {
        this.parameter = parameter;
    }

    /**
     * The name in {@code web.xml}.
     *
     * @return the init parameter's name
     */
    public String parameter() {
        return parameter;
    }

    static Optional<FilterParameter> named(String name) {
        return Arrays.stream(values()).filter(p -> p.parameter.equals(name)).findFirst();
    }

    static String allNames() {
        return Arrays.stream(values()).map(FilterParameter::parameter).collect(Collectors.joining(", "));
    }
}
