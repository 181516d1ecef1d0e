package dev.strapiwebhooks.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EntryBodyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:44:06Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** From the fields of a real creation a body is made; it has the members of the real one, and its empty ones. */
    @ParameterizedTest
    @CsvSource({
        "CREATE, v5-entry.create-03",
        "UPDATE, v5-entry.update-02",
        "PUBLISH, v5-entry.publish-01",
        "UNPUBLISH, v5-signed-entry.unpublish-01",
        "DELETE, v5-entry.delete-03",
        "CREATE, v4-entry.create-04",
        "PUBLISH, v4-entry.publish-03",
        "UNPUBLISH, v4-entry.unpublish-01",
        "DELETE, v4-entry.delete-02",
    })
    void membersAreThoseOfRealDeliveries(EntryAction action, String capture) {
        JsonNode real = JSON.readTree(CapturedDeliveries.named(capture).body());
        boolean strapi4 = capture.startsWith("v4");
        JsonNode created = strapi4
                ? real
                : JSON.readTree(CapturedDeliveries.named("v5-entry.create-03").body());
        ObjectNode fields = ((ObjectNode) created.path("entry").deepCopy())
                .remove(List.of("id", "createdAt", "updatedAt", "publishedAt"));
        if (real.path("entry").has("localizations")) {
            fields.set("localizations", real.path("entry").path("localizations"));
        }
        SampleEntry sample = SampleEntry.of("api::article.article", fields);

        JsonNode made = JSON.readTree(new EntryBody(action, sample, NOW, strapi4).json());

        assertThat(names(made)).isEqualTo(names(real));
        assertThat(names(made.path("entry"))).containsAll(names(real.path("entry")));
        assertThat(made.path("entry").path("publishedAt").isNull())
                .isEqualTo(real.path("entry").path("publishedAt").isNull());
        for (String relation : List.of("category", "cover")) {
            assertThat(names(made.path("entry").path(relation)))
                    .isEqualTo(names(real.path("entry").path(relation)));
        }
    }

    @Test
    void aDeletedEntryOfStrapi5HasOnlyPlainFields() {
        SampleEntry article = SampleEntry.of(
                "api::article.article",
                "{\"title\":\"Zoë\",\"meta\":{\"a\":1},\"seo\":{\"id\":1},\"cover\":{\"documentId\":\"d\",\"mime\":\"image/png\"},"
                        + "\"related\":[{\"documentId\":\"e\"}]}");

        JsonNode entry = JSON.readTree(new EntryBody(EntryAction.DELETE, article, NOW, false).json())
                .path("entry");

        assertThat(names(entry))
                .containsExactly("id", "documentId", "title", "meta", "createdAt", "updatedAt", "publishedAt");
        assertThat(entry.path("publishedAt").asString()).isEqualTo("2026-11-23T09:44:06.000Z");
    }

    @Test
    void relationsAreCountedWhenStrapi5Unpublishes() {
        SampleEntry article = SampleEntry.of(
                "api::article.article",
                Map.of(
                        "related",
                        List.of(Map.of("documentId", "a"), Map.of("documentId", "b")),
                        "seo",
                        Map.of("id", 1)));

        JsonNode five = JSON.readTree(new EntryBody(EntryAction.UNPUBLISH, article, NOW, false).json());
        JsonNode four = JSON.readTree(new EntryBody(EntryAction.UNPUBLISH, article, NOW, true).json());

        assertThat(five.path("entry").path("related").toString()).isEqualTo("{\"count\":2}");
        assertThat(five.path("entry").path("seo").toString()).isEqualTo("{\"id\":1}");
        assertThat(four.path("entry").path("related").size()).isEqualTo(2);
    }

    @Test
    void draftAndPublishedVersionAreTwoRowsOfOneDocument() {
        SampleEntry article = SampleEntry.of("api::article.article", Map.of());

        JsonNode draft = JSON.readTree(new EntryBody(EntryAction.CREATE, article, NOW, false).json());
        JsonNode published = JSON.readTree(new EntryBody(EntryAction.PUBLISH, article, NOW, false).json());

        assertThat(published.path("entry").path("documentId"))
                .isEqualTo(draft.path("entry").path("documentId"));
        assertThat(published.path("entry").path("id").longValue())
                .isNotEqualTo(draft.path("entry").path("id").longValue());
    }

    @Test
    void whatIsGivenCounts() {
        record Article(long id, String documentId, String locale) {}
        SampleEntry article = SampleEntry.of("api::article.article", new Article(77, "mine", "de"))
                .with("publishedAt", Instant.EPOCH);

        JsonNode entry = JSON.readTree(new EntryBody(EntryAction.CREATE, article, NOW, false).json())
                .path("entry");

        assertThat(entry.path("id").intValue()).isEqualTo(77);
        assertThat(entry.path("documentId").asString())
                .isEqualTo(article.documentId())
                .isEqualTo("mine");
        assertThat(entry.path("locale").asString()).isEqualTo("de");
        assertThat(entry.path("publishedAt").asString()).startsWith("1970-01-01T00:00:00");
    }

    @Test
    void mistakesAreSaid() {
        assertThatThrownBy(() -> SampleEntry.of("article", Map.of())).hasMessageContaining("api::article.article");
        assertThatThrownBy(() -> SampleEntry.of("api::article.article", "[]")).hasMessageContaining("an object");
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }
}
