package dev.strapiwebhooks.testkit.client;

import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of a content type, as it lies in Strapi. Send it more than once to tell a story: created, published, deleted.
 *
 * <pre>{@code
 * static SampleEntry article(String title) {
 *     return SampleEntry.of("api::article.article", Map.of("title", title));
 * }
 * }</pre>
 *
 * <p>Strapi 5 leaves relations, media and components out of some events. What is what is told by its members: an object with
 * a {@code documentId} is a relation, with {@code mime} too it is media, with an {@code id} alone it is a component.
 *
 * <p>Immutable and thread-safe.
 */
public final class SampleEntry {
    /** Room for the row of the draft and the row of the published version, which are two in Strapi 5. */
    private static final AtomicLong NEXT_ID = new AtomicLong(1);

    private static final int DOCUMENT_ID_LENGTH = 24;

    private final String uid;
    private final long rowId;
    private final String ownDocumentId;
    private final ObjectNode fields;

    private SampleEntry(String uid, long rowId, String ownDocumentId, ObjectNode fields) {
        this.uid = uid;
        this.rowId = rowId;
        this.ownDocumentId = ownDocumentId;
        this.fields = fields;
    }

    /**
     * A new entry, with an id and a document id of its own unless its fields hold them.
     *
     * @param uid the content type, such as {@code api::article.article}
     * @param fields a map, JSON text of an object, or any object that Jackson writes as one
     * @return the entry
     * @throws IllegalArgumentException when the content type or the fields are none
     */
    public static SampleEntry of(String uid, Object fields) {
        if (!uid.contains("::") || uid.lastIndexOf('.') < uid.indexOf("::")) {
            throw new IllegalArgumentException("a content type is like api::article.article, not " + uid);
        }
        JsonMapper mapper = JsonMapper.shared();
        JsonNode json = fields instanceof String text ? mapper.readTree(text) : mapper.valueToTree(fields);
        if (json instanceof ObjectNode object) {
            return new SampleEntry(uid, NEXT_ID.getAndAdd(2), newDocumentId(), object.deepCopy());
        }
        throw new IllegalArgumentException("the fields of an entry are an object, not " + json.getNodeType());
    }

    /**
     * The same entry with another value.
     *
     * @param field its name; {@code locale}, {@code documentId} or {@code publishedAt}, too
     * @param value whatever Jackson writes
     * @return a changed copy
     */
    public SampleEntry with(String field, Object value) {
        ObjectNode changed = fields.deepCopy();
        changed.set(field, JsonMapper.shared().valueToTree(value));
        return new SampleEntry(uid, rowId, ownDocumentId, changed);
    }

    /**
     * The content type.
     *
     * @return its uid
     */
    public String uid() {
        return uid;
    }

    /**
     * The document.
     *
     * @return its id in Strapi 5
     */
    public String documentId() {
        return fields.path("documentId").asString(ownDocumentId);
    }

    /** The draft's row; the published version has the next number. */
    long rowId() {
        return rowId;
    }

    /** Not a copy. */
    ObjectNode fields() {
        return fields;
    }

    private static String newDocumentId() {
        String digits = new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16).toString(36);
        String padded = "k".repeat(DOCUMENT_ID_LENGTH) + digits.toLowerCase(Locale.ROOT);
        return padded.substring(padded.length() - DOCUMENT_ID_LENGTH);
    }

    @Override
    public String toString() {
        return uid + " " + documentId();
    }
}
