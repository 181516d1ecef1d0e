package dev.strapiwebhooks.inspector.explain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strapiwebhooks.inspector.delivery.HeaderLine;
import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Knows the configured secrets, and hides each occurrence in what leaves the process, however it is written there. What is
 * hidden keeps its length, so that nothing else moves and a cut never shows half a secret. Immutable and thread-safe.
 */
public final class SecretMask {
    private static final byte[] LABEL = "[secret]".getBytes(US_ASCII);

    private final List<byte[]> forms;
    private final BitSet beginnings = new BitSet();

    private SecretMask(List<byte[]> forms) {
        this.forms = forms;
        forms.forEach(form -> beginnings.set(pair(form, 0)));
    }

    /**
     * A mask.
     *
     * @param secrets what is hidden
     * @return the mask
     */
    public static SecretMask of(List<CandidateSecret> secrets) {
        return new SecretMask(secrets.stream()
                .flatMap(secret -> SecretForms.of(secret.key()).stream())
                .map(SecretMask::lower)
                .toList());
    }

    /**
     * Hides secrets.
     *
     * @param text what leaves the process
     * @return the same without secrets
     */
    public String hide(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] hidden = hide(bytes);
        return hidden == bytes ? text : new String(hidden, UTF_8);
    }

    /**
     * Hides secrets.
     *
     * @param bytes what leaves the process; not changed
     * @return the same array when there is no secret in it, else a changed copy of the same length
     */
    public byte[] hide(byte[] bytes) {
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

    boolean isIn(String text) {
        return isIn(text.getBytes(UTF_8));
    }

    boolean isIn(byte[] bytes) {
        return hide(bytes) != bytes;
    }

    /**
     * Hides secrets in the path, in names and values of headers, and in the body.
     *
     * @param delivery as it came
     * @return the same when there is no secret in it, else one that {@linkplain RecordedDelivery#isMasked() is masked}
     */
    public RecordedDelivery hide(RecordedDelivery delivery) {
        RecordedDelivery hidden = new RecordedDelivery(
                hide(delivery.method()),
                hide(delivery.path()),
                delivery.headers().stream()
                        .map(line -> new HeaderLine(hide(line.name()), hide(line.value())))
                        .toList(),
                hide(delivery.body()),
                delivery.receivedAt().orElse(null));
        boolean isSame = hidden.body() == delivery.body()
                && hidden.headers().equals(delivery.headers())
                && hidden.path().equals(delivery.path())
                && hidden.method().equals(delivery.method());
        return isSame ? delivery : hidden.asMasked();
    }

    /**
     * Hides secrets in all texts.
     *
     * @param json what leaves the process; not changed
     * @return the same without secrets
     */
    public JsonNode hide(JsonNode json) {
        JsonNode copy = json.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(hide(entry.getValue())));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, hide(array.get(i)));
            }
        }
        return copy.isString() ? StringNode.valueOf(hide(copy.stringValue())) : copy;
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

    /** In ASCII; hexadecimal digits are written in either case, and so is a secret by mistake. */
    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    @Override
    public String toString() {
        return "SecretMask[redacted]";
    }
}
