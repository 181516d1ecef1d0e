package dev.strapiwebhooks.benchmarks;

import java.nio.charset.StandardCharsets;

/** Bodies as Strapi 5 sends them for an article with text blocks, in any size. */
public final class Bodies {
    private static final String HEAD = """
            {"event":"entry.update","createdAt":"2026-11-23T12:00:00.000Z","model":"article",\
            "uid":"api::article.article","entry":{"id":17,"documentId":"t4vz8x6m1c0f2a9k3b5e7d","locale":"en",\
            "createdAt":"2026-11-01T08:15:30.123Z","updatedAt":"2026-11-23T12:00:00.000Z","publishedAt":null,\
            "title":"Autumn in the valley","blocks":[""";
    private static final String BLOCK = """
            {"__component":"shared.rich-text","id":%d,"body":"The river was low, and the first \
            leaves lay on the stones. Nobody had expected visitors so late in the year.","words":23,"draft":false},""";
    private static final String LAST = "{\"id\":0,\"body\":\"";
    private static final String TAIL = "\"}]}}";

    private Bodies() {}

    /**
     * A delivery's body.
     *
     * @param bytes its exact size, at least 400
     * @return well-formed JSON in ASCII
     */
    public static byte[] ofSize(int bytes) {
        StringBuilder json = new StringBuilder(bytes).append(HEAD);
        int id = 1;
        String block = BLOCK.formatted(id);
        while (json.length() + block.length() + LAST.length() + TAIL.length() <= bytes) {
            json.append(block);
            id++;
            block = BLOCK.formatted(id);
        }
        json.append(LAST);
        int rest = bytes - json.length() - TAIL.length();
        if (rest < 0) {
            throw new IllegalArgumentException("a body needs 400 bytes or more, not " + bytes);
        }
        json.append("x".repeat(rest)).append(TAIL);
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
