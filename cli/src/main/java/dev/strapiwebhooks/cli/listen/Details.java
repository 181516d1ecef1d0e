package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.ExpectedScheme;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Everything that the page shows of one delivery. */
final class Details {
    private static final int MOST_TEXT = 256 * 1024;
    private static final int MOST_HEX = 512;

    private final ExpectedScheme scheme;

    Details(ExpectedScheme scheme) {
        this.scheme = scheme;
    }

    ObjectNode of(ShownDelivery shown) {
        RecordedDelivery delivery = shown.delivery();
        ObjectNode json = shown.summary();
        json.put("holdsSecret", delivery.isMasked());
        json.set("headers", HeaderMask.masked(delivery.headers()));
        putText(json, delivery.body());
        json.put("bodyIsJson", isJson(delivery.body()));
        json.set("signed", signed(delivery));
        json.set("typed", Summaries.event(delivery.body()).map(TypedFields::of).orElse(null));
        json.set("forwarded", shown.forwarded().orElse(null));
        return json;
    }

    /** The bytes over which the receiver computes the signature. */
    private ObjectNode signed(RecordedDelivery delivery) {
        String time = delivery.first(ExpectedScheme.TIMESTAMP_HEADER).orElse("");
        boolean timed = scheme == ExpectedScheme.TIMESTAMPED;
        byte[] before = (timed ? time + "." : "").getBytes(StandardCharsets.UTF_8);
        byte[] body = delivery.body();
        byte[] signed = Arrays.copyOf(before, before.length + body.length);
        System.arraycopy(body, 0, signed, before.length, body.length);
        ObjectNode json = Json.object();
        json.put("text", text(signed));
        json.put("hex", HexFormat.ofDelimiter(" ").formatHex(signed, 0, Math.min(signed.length, MOST_HEX)));
        json.put("cut", signed.length > MOST_TEXT);
        json.put("bytes", signed.length);
        json.put("note", note(timed, delivery.isMasked()));
        return json;
    }

    private static String note(boolean timed, boolean masked) {
        return (timed ? "the timestamp's text, a dot, and the body as it came" : "the body as it came")
                + (masked ? ", but a secret in it is hidden here" : "");
    }

    static void putText(ObjectNode json, byte[] body) {
        json.put("body", text(body));
        json.put("bodyCut", body.length > MOST_TEXT);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, MOST_TEXT), StandardCharsets.UTF_8);
    }

    private static boolean isJson(byte[] body) {
        try {
            return body.length <= MOST_TEXT
                    && JsonMapper.shared().readTree(body).isContainer();
        } catch (JacksonException e) {
            return false;
        }
    }
}
