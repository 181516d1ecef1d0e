package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Writes over each occurrence of some texts, upper and lower case of ASCII alike: hexadecimal digits come in either, and so
 * does a secret by mistake. Immutable and thread-safe.
 */
final class BytesMask {
    private static final byte[] LABEL = "[secret]".getBytes(US_ASCII);

    private final List<byte[]> forms;
    private final BitSet beginnings = new BitSet();

    /** None is shorter than {@link SecretForms#SHORTEST}. */
    BytesMask(List<byte[]> forms) {
        this.forms = forms.stream().map(BytesMask::lower).toList();
        this.forms.forEach(form -> beginnings.set(pair(form, 0)));
    }

    /** The same array when there is nothing to hide, else a changed copy of the same length. */
    byte[] hide(byte[] bytes) {
        byte[] hidden = bytes;
        int end = 0;
        for (int at = 0; at < bytes.length - 1; at++) {
            int length = beginnings.get(pair(bytes, at)) ? longestAt(bytes, at) : 0;
            if (length > 0) {
                hidden = hidden == bytes ? bytes.clone() : hidden;
                Arrays.fill(hidden, Math.max(at, end), Math.max(at + length, end), (byte) '*');
                if (at >= end) {
                    System.arraycopy(LABEL, 0, hidden, at, LABEL.length);
                }
                end = Math.max(end, at + length);
            }
        }
        return hidden;
    }

    /** The longest, because one form may be the beginning of another. */
    private int longestAt(byte[] bytes, int at) {
        int longest = 0;
        for (byte[] form : forms) {
            if (form.length > longest && isAt(form, bytes, at)) {
                longest = form.length;
            }
        }
        return longest;
    }

    private static boolean isAt(byte[] form, byte[] bytes, int at) {
        if (form.length > bytes.length - at) {
            return false;
        }
        for (int i = 0; i < form.length; i++) {
            if (form[i] != lower(bytes[at + i])) {
                return false;
            }
        }
        return true;
    }

    private static int pair(byte[] bytes, int at) {
        return (lower(bytes[at]) & 0xFF) << 8 | (lower(bytes[at + 1]) & 0xFF);
    }

    private static byte[] lower(byte[] bytes) {
        byte[] lower = bytes.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = lower(lower[i]);
        }
        return lower;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }
}
