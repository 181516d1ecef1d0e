package dev.strapiwebhooks.cli.delivery;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file of one delivery: JSON with the exact body in {@code bodyBase64}, and once more in {@code body} for people. The
 * test kit reads the same format. What is read may also be an HTTP request as text, or a curl command.
 */
public final class DeliveryFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String MASKED = "masked";
    private static final String MASKED_NOTE =
            "A secret was sent in this delivery, and is hidden here as [secret]***. What is hidden is not what was signed,"
                    + " so that the signature need not fit any more.";

    private DeliveryFile() {}

    /**
     * Writes a delivery.
     *
     * @param delivery the delivery
     * @return the file's content
     */
    public static byte[] write(RecordedDelivery delivery) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("method", delivery.method());
        json.put("path", delivery.path());
        delivery.receivedAt().ifPresent(time -> json.put("receivedAt", time.toString()));
        if (delivery.isMasked()) {
            json.put(MASKED, MASKED_NOTE);
        }
        ArrayNode headers = json.putArray("headers");
        for (HeaderLine line : delivery.headers()) {
            headers.addArray().add(line.name()).add(line.value());
        }
        json.put("bodyBase64", Base64.getEncoder().encodeToString(delivery.body()));
        String text = text(delivery.body());
        if (text != null) {
            json.put("body", text);
        }
        return MAPPER.writeValueAsBytes(json);
    }

    /**
     * Reads a delivery from whatever a person has of it.
     *
     * @param content a delivery file, an HTTP request as text, or a curl command
     * @return the delivery
     * @throws IllegalArgumentException when it is none of these; the message says what is missing
     */
    public static RecordedDelivery read(byte[] content) {
        return read(content, false);
    }

    /**
     * Reads a delivery, and the files that a curl command names. Not for what is sent on: the command may be somebody
     * else's.
     *
     * @param content a delivery file, an HTTP request as text, or a curl command
     * @return the delivery
     * @throws IllegalArgumentException when it is none of these; the message says what is missing
     */
    public static RecordedDelivery readWithFiles(byte[] content) {
        return read(content, true);
    }

    private static RecordedDelivery read(byte[] content, boolean withFiles) {
        String start = new String(content, 0, Math.min(content.length, 64), StandardCharsets.UTF_8)
                .replace("\uFEFF", "") // as some editors begin a file
                .stripLeading();
        if (start.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to read");
        }
        if (start.startsWith("{")) {
            return readJson(content);
        }
        boolean isCurl = start.startsWith("curl ") || start.startsWith("$ curl ");
        return isCurl ? CurlCommand.read(content, withFiles) : HttpText.read(content);
    }

    private static RecordedDelivery readJson(byte[] content) {
        try {
            JsonNode json = MAPPER.readTree(content);
            JsonNode body = json.path("bodyBase64");
            byte[] bytes = body.isString()
                    ? Base64.getDecoder().decode(body.stringValue())
                    : required(json, "body").getBytes(StandardCharsets.UTF_8);
            RecordedDelivery delivery = new RecordedDelivery(
                    json.path("method").asString("POST"),
                    json.path("path").asString("/"),
                    headers(json.path("headers")),
                    bytes,
                    time(json.path("receivedAt").asString("")));
            return json.has(MASKED) ? delivery.asMasked() : delivery;
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "this is not a delivery file (JSON with headers and bodyBase64): " + problem(e), e);
        }
    }

    private static String problem(RuntimeException e) {
        return e instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    private static List<HeaderLine> headers(JsonNode json) {
        List<HeaderLine> lines = new ArrayList<>();
        if (json.isObject()) {
            json.properties()
                    .forEach(entry -> lines.add(
                            new HeaderLine(entry.getKey(), entry.getValue().asString(""))));
        }
        for (JsonNode line : json.isArray() ? json : MAPPER.createArrayNode()) {
            lines.add(new HeaderLine(line.path(0).asString(""), line.path(1).asString("")));
        }
        return lines;
    }

    private static String required(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return value.stringValue();
    }

    private static @Nullable Instant time(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }

    /** The body as text, where that loses nothing. */
    private static @Nullable String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
