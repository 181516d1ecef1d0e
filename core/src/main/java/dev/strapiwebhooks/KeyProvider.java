package dev.strapiwebhooks;

import java.util.List;

/**
 * Supplies the keys that are tried. Asked once when the verifier is built, so that a missing key fails at startup, and
 * then for every delivery, so that keys can be changed without a restart: answer from memory and refresh in the
 * background. An implementation that cannot answer throws any {@link RuntimeException}; the delivery is then refused
 * with status 503.
 *
 * <p>Implementations are thread-safe. Return the same {@link NamedKey} objects until a key changes: what is computed from
 * a key is kept for as long as the list is equal to the last one.
 *
 * @param <K> kind of key
 */
@FunctionalInterface
public interface KeyProvider<K extends VerificationKey> {
    /**
     * All keys that may have been used by the sender, those outside their validity included.
     *
     * @return one key or more, with distinct names
     */
    List<NamedKey<K>> keys();

    /**
     * One key, named {@code default}.
     *
     * @param key the key
     * @param <K> kind of key
     * @return a provider that never changes
     */
    static <K extends VerificationKey> KeyProvider<K> of(K key) {
        return of(NamedKey.of("default", key));
    }

    /**
     * Some keys; every one is tried for every delivery.
     *
     * @param keys the keys
     * @param <K> kind of key
     * @return a provider that never changes
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads the array
    static <K extends VerificationKey> KeyProvider<K> of(NamedKey<K>... keys) {
        List<NamedKey<K>> fixed = List.of(keys);
        return () -> fixed;
    }
}
