package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
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
    private final BytesMask bytesMask;

    private SecretMask(BytesMask bytesMask) {
        this.bytesMask = bytesMask;
    }

    /**
     * A mask.
     *
     * @param secrets what is hidden
     * @return the mask
     */
    public static SecretMask of(List<CandidateSecret> secrets) {
        return new SecretMask(new BytesMask(secrets.stream()
                .flatMap(secret -> SecretForms.of(secret.key()).stream())
                .toList()));
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
        return bytesMask.hide(bytes);
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

    @Override
    public String toString() {
        return "SecretMask[redacted]";
    }
}
