package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key with a name for logs and, where wanted, a time from which and until which it is accepted. This is how a secret is
 * rotated: add the new one, change the sender, let the old one end.
 *
 * <pre>{@code
 * KeyProvider.of(
 *         NamedKey.of("2026-11", newSecret),
 *         NamedKey.of("2026-05", oldSecret).notAfter(Instant.parse("2026-12-01T00:00:00Z")))
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param <K> kind of key
 */
public final class NamedKey<K extends VerificationKey> {
    private final String name;
    private final K key;
    private final @Nullable Instant notBefore;
    private final @Nullable Instant notAfter;

    private NamedKey(String name, K key, @Nullable Instant notBefore, @Nullable Instant notAfter) {
        this.name = requireNonNull(name, "name");
        this.key = requireNonNull(key, "key");
        this.notBefore = notBefore;
        this.notAfter = notAfter;
        if (name.isBlank()) {
            throw new IllegalArgumentException("a key's name must not be blank");
        }
        if (notBefore != null && notAfter != null && notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException(
                    "key " + name + " would never be valid: not before " + notBefore + ", not after " + notAfter);
        }
    }

    /**
     * A key that is valid at all times.
     *
     * @param name shown in logs and metrics; not secret
     * @param key the key
     * @param <K> kind of key
     * @return the named key
     */
    public static <K extends VerificationKey> NamedKey<K> of(String name, K key) {
        return new NamedKey<>(name, key, null, null);
    }

    /**
     * This key, refused before a time.
     *
     * @param first the first instant of its validity
     * @return a new named key
     */
    public NamedKey<K> notBefore(Instant first) {
        return new NamedKey<>(name, key, requireNonNull(first, "first"), notAfter);
    }

    /**
     * This key, refused after a time.
     *
     * @param last the last instant of its validity
     * @return a new named key
     */
    public NamedKey<K> notAfter(Instant last) {
        return new NamedKey<>(name, key, notBefore, requireNonNull(last, "last"));
    }

    /**
     * The name.
     *
     * @return the name for logs
     */
    public String name() {
        return name;
    }

    /**
     * The key.
     *
     * @return the key, which does not show its material
     */
    public K key() {
        return key;
    }

    /**
     * Whether the key is accepted at a time; both ends belong to the window.
     *
     * @param time the time
     * @return true within the window
     */
    public boolean isValidAt(Instant time) {
        return (notBefore == null || !time.isBefore(notBefore)) && (notAfter == null || !time.isAfter(notAfter));
    }

    @Override
    public String toString() {
        return "NamedKey[" + name + "]";
    }
}
