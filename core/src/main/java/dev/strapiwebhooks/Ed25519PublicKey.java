package dev.strapiwebhooks;

import dev.strapiwebhooks.internal.BouncyCastle;
import dev.strapiwebhooks.internal.Placeholders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The public half of an Ed25519 key pair (RFC 8032): it can check signatures and cannot make them, so a receiver that
 * leaks it loses nothing. Read from PEM, from OpenSSH's one-line form, or from 32 raw bytes, through Bouncy Castle,
 * which must be on the class path ({@code org.bouncycastle:bcprov-jdk18on}). Keys of small order, for which anyone can
 * forge signatures, are refused.
 *
 * <p>Immutable and thread-safe.
 */
public final class Ed25519PublicKey implements VerificationKey {
    private final byte[] raw;

    private Ed25519PublicKey(byte[] raw) {
        this.raw = raw;
    }

    /**
     * A key from PEM or OpenSSH text.
     *
     * @param text {@code -----BEGIN PUBLIC KEY-----…} as {@code openssl pkey -pubout} writes it, or {@code ssh-ed25519
     *     AAAA… comment}
     * @return the key
     * @throws IllegalArgumentException when the text is not an Ed25519 public key
     */
    public static Ed25519PublicKey of(String text) {
        Placeholders.requireNone("The public key", text);
        return new Ed25519PublicKey(BouncyCastle.ed25519().publicKey(text.strip()));
    }

    /**
     * A key from a PEM or OpenSSH file.
     *
     * @param file a text file
     * @return the key
     * @throws IllegalArgumentException when the content is not an Ed25519 public key
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Ed25519PublicKey fromFile(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Public key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A key from its 32 raw bytes.
     *
     * @param bytes the encoded point; copied
     * @return the key
     * @throws IllegalArgumentException when the bytes are not a point of full order
     */
    public static Ed25519PublicKey ofRaw(byte[] bytes) {
        return new Ed25519PublicKey(BouncyCastle.ed25519().checkedPublicKey(bytes.clone()));
    }

    byte[] raw() {
        return raw;
    }

    @Override
    public String toString() {
        return "Ed25519PublicKey";
    }
}
