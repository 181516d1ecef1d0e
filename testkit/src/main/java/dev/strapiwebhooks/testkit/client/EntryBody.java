package dev.strapiwebhooks.testkit.client;

import dev.strapiwebhooks.event.EntryAction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as Strapi writes them, in the order of its members. {@code EntryBodyTest} compares them with captured ones. */
final class EntryBody {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> PLACED =
            Set.of("id", "documentId", "createdAt", "updatedAt", "publishedAt", "locale");

    private final EntryAction action;
    private final SampleEntry sample;
    private final String now;
    private final boolean strapi4;

    EntryBody(EntryAction action, SampleEntry sample, Instant now, boolean strapi4) {
        this.action = action;
        this.sample = sample;
        this.now = TIME.format(now);
        this.strapi4 = strapi4;
    }

    static String triggerTest(Instant now) {
        return envelope("trigger-test", TIME.format(now)).toString();
    }

    String json() {
        ObjectNode body = envelope(action.eventName(), now);
        body.put("model", sample.uid().substring(sample.uid().lastIndexOf('.') + 1));
        if (!strapi4 || !(action == EntryAction.PUBLISH || action == EntryAction.UNPUBLISH)) {
            body.put("uid", sample.uid());
        }
        body.set("entry", entry());
        return body.toString();
    }

    private static ObjectNode envelope(String event, String time) {
        return JsonMapper.shared().createObjectNode().put("event", event).put("createdAt", time);
    }

    /** Id, plain fields, times, locale, and then whatever lies in tables of its own. */
    private ObjectNode entry() {
        ObjectNode entry = JsonMapper.shared().createObjectNode();
        entry.put("id", isPublishedRow() ? sample.rowId() + 1 : sample.rowId());
        if (!strapi4) {
            entry.put("documentId", sample.documentId());
        }
        copy(entry, false);
        entry.put("createdAt", now).put("updatedAt", now).put("publishedAt", isPublished() ? now : null);
        for (String own : PLACED) {
            JsonNode value = sample.fields().path(own);
            if (!value.isMissingNode() && !value.isNull() && !(strapi4 && own.equals("documentId"))) {
                entry.set(own, value);
            }
        }
        copy(entry, true);
        return entry;
    }

    private void copy(ObjectNode entry, boolean rows) {
        for (Map.Entry<String, JsonNode> field : sample.fields().properties()) {
            boolean isRow = isRow(field.getValue());
            if (PLACED.contains(field.getKey())
                    || isRow != rows
                    || (isRow && !strapi4 && action == EntryAction.DELETE)) {
                continue;
            }
            boolean counted = !strapi4 && action == EntryAction.UNPUBLISH && isRelation(field.getValue());
            entry.set(field.getKey(), counted ? count(field.getValue()) : field.getValue());
        }
    }

    /** Strapi 5 keeps draft and published version in two rows, and reports of a deleted document the published one. */
    private boolean isPublishedRow() {
        return !strapi4 && isPublished();
    }

    private boolean isPublished() {
        return switch (action) {
            case PUBLISH, DELETE -> true;
            case UNPUBLISH -> !strapi4;
            default -> false;
        };
    }

    private static boolean isRow(JsonNode value) {
        JsonNode one = value.isArray() ? value.path(0) : value;
        return one.has("id") || one.has("documentId") || one.has("__component");
    }

    private static boolean isRelation(JsonNode value) {
        JsonNode one = value.isArray() ? value.path(0) : value;
        return one.has("documentId") && !one.has("mime");
    }

    private static JsonNode count(JsonNode relation) {
        return JsonMapper.shared().createObjectNode().put("count", relation.isArray() ? relation.size() : 1);
    }
}
