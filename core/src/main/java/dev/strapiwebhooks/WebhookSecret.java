package dev.strapiwebhooks;

import dev.strapiwebhooks.internal.Placeholders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A secret that Strapi and the receiver share: the key of an HMAC, or a bearer token. At least {@value #MINIMUM_BYTES}
 * bytes; make one with {@code openssl rand -hex 32}. The text is used as it is, in UTF-8: hexadecimal or Base64 text is
 * not decoded.
 *
 * <p>Immutable and thread-safe. The bytes are copied in, cannot be read back, and never show in {@link #toString()}.
 */
public final class WebhookSecret implements VerificationKey {
    /** The shortest secret that is accepted, in bytes. */
    public static final int MINIMUM_BYTES = 16;

    private static final String FIX = " Make one with: openssl rand -hex 32";

    private final byte[] bytes;

    private WebhookSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A secret from text.
     *
     * @param text the secret; blank ends are refused, because they are nearly always a copying mistake
     * @return the secret
     * @throws IllegalArgumentException when it is missing, short, has blank ends, or holds a placeholder like {@code
     *     ${SECRET}} that nothing has replaced
     */
    public static WebhookSecret of(@Nullable String text) {
        return of(text, "The webhook secret");
    }

    /**
     * A secret from bytes.
     *
     * @param bytes the secret; copied
     * @return the secret
     * @throws IllegalArgumentException when it is shorter than {@value #MINIMUM_BYTES} bytes
     */
    public static WebhookSecret of(byte[] bytes) {
        return checked(bytes.clone(), "The webhook secret");
    }

    /**
     * A secret from an environment variable.
     *
     * @param variable name of the variable
     * @return the secret
     * @throws IllegalArgumentException when the variable is not set, short, has blank ends or holds a placeholder
     */
    public static WebhookSecret fromEnv(String variable) {
        return of(System.getenv(variable), "Environment variable " + shown(variable));
    }

    /**
     * A secret from a file, as container platforms mount them. One line end at the end of the file is not part of it.
     *
     * @param file a UTF-8 text file
     * @return the secret
     * @throws IllegalArgumentException when the content is missing, short, has blank ends or holds a placeholder
     * @throws UncheckedIOException when the file cannot be read
     */
    public static WebhookSecret fromFile(Path file) {
        try {
            String text = Files.readString(file);
            return of(text.replaceFirst("\r?\n\\z", ""), "Secret file " + file);
        } catch (IOException e) {
            // The message of the exception is the path once more.
            String problem = e.getClass().getSimpleName();
            throw new UncheckedIOException(
                    "Secret file " + shown(file) + " cannot be read: " + problem, new IOException(problem));
        }
    }

    /**
     * Text for a new secret, to be shown to a person once or written to a file.
     *
     * @return 64 hexadecimal digits, 256 bits from {@link SecureRandom}
     */
    public static String randomText() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The key itself, for the checks of this package only; callers do not keep or change it. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "WebhookSecret[redacted]";
    }

    private static WebhookSecret of(@Nullable String text, String what) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(what + " is not set or blank." + FIX);
        }
        Placeholders.requireNone(what, text);
        if (isBlankEnd(text.charAt(0)) || isBlankEnd(text.charAt(text.length() - 1))) {
            throw new IllegalArgumentException(
                    what + " begins or ends with white space, which the sender's copy would need, too. Remove it.");
        }
        return checked(text.getBytes(StandardCharsets.UTF_8), what);
    }

    /** White space, no-break spaces, byte order marks and control characters: invisible, and never meant. */
    private static boolean isBlankEnd(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) || c == '\uFEFF';
    }

    /** Someone may have put the secret where its name belongs. */
    private static String shown(String variable) {
        return variable.matches("[A-Z][A-Z0-9_]{0,63}")
                ? variable
                : "(not shown: give the variable's name, in A-Z, 0-9 and _, not the secret itself)";
    }

    /** Someone may have put the secret where the path of its file belongs. */
    private static String shown(Path file) {
        Path folder = file.getParent();
        boolean tooShortForOne = file.toString().length() < MINIMUM_BYTES;
        return tooShortForOne || (folder != null && Files.isDirectory(folder))
                ? file.toString()
                : "(not shown: its folder does not exist; give the path of a file, not the secret itself)";
    }

    private static WebhookSecret checked(byte[] bytes, String what) {
        if (bytes.length < MINIMUM_BYTES) {
            throw new IllegalArgumentException(
                    what + " has " + bytes.length + " bytes, at least " + MINIMUM_BYTES + " are needed." + FIX);
        }
        if (isOneByteRepeated(bytes)) {
            // Zeros are the same HMAC key as no key at all; a file of zeros is what a crash may leave.
            throw new IllegalArgumentException(what + " repeats one byte." + FIX);
        }
        return new WebhookSecret(bytes);
    }

    private static boolean isOneByteRepeated(byte[] bytes) {
        for (byte b : bytes) {
            if (b != bytes[0]) {
                return false;
            }
        }
        return true;
    }
}
