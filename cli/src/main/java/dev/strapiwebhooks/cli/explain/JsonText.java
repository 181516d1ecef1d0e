package dev.strapiwebhooks.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The same JSON in other layouts. Works on tokens, so that numbers, key order and repeated keys stay as they are; strings
 * are written as {@code JSON.stringify} does.
 */
final class JsonText {
    private static final int SMALL = 64 * 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final List<Piece> pieces;
    /** Deep nesting would make far more blanks than text. */
    private final int most;

    private JsonText(List<Piece> pieces, int most) {
        this.pieces = pieces;
        this.most = most;
    }

    private record Piece(JsonToken token, String written) {}

    static Optional<JsonText> of(byte[] body) {
        List<Piece> pieces = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                pieces.add(piece(token, parser));
            }
            return pieces.isEmpty() ? Optional.empty() : Optional.of(new JsonText(pieces, 4 * body.length + SMALL));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Piece piece(JsonToken token, JsonParser parser) {
        String raw = parser.getString();
        boolean isString = token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME;
        return new Piece(token, isString ? quoted(raw) : raw);
    }

    /** As {@code JSON.stringify} writes it. */
    String compact() {
        return written(",", ":", 0);
    }

    /** As Python writes it. */
    String spaced() {
        return written(", ", ": ", 0);
    }

    String indented(int width) {
        return written(",", ": ", width);
    }

    private String written(String comma, String colon, int indent) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        JsonToken last = JsonToken.NOT_AVAILABLE;
        for (Piece piece : pieces) {
            JsonToken token = piece.token();
            boolean opens = last == JsonToken.START_OBJECT || last == JsonToken.START_ARRAY;
            boolean closes = token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY;
            depth -= closes ? 1 : 0;
            if (out.length() > most) {
                return ""; // nobody sends that, and the empty body is another hypothesis
            }
            if (last == JsonToken.PROPERTY_NAME) {
                out.append(colon);
            } else if (last != JsonToken.NOT_AVAILABLE && !(opens && closes)) {
                out.append(opens || closes ? "" : comma);
                breakLine(out, depth, indent);
            }
            out.append(piece.written());
            depth += token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY ? 1 : 0;
            last = token;
        }
        return out.toString();
    }

    private static void breakLine(StringBuilder out, int depth, int indent) {
        if (indent > 0) {
            out.append('\n').append(" ".repeat(depth * indent));
        }
    }

    /** ASCII only. */
    static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    /** As it stands between quotation marks. */
    static String inString(String text) {
        String quoted = quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
