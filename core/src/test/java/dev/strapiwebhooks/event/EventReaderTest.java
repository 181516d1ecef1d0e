package dev.strapiwebhooks.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.event.EventReader.MalformedEventException;
import dev.strapiwebhooks.event.EventReader.MalformedEventException.Problem;
import dev.strapiwebhooks.event.ReleaseEvent.Release;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class EventReaderTest {
    private final EventReader reader = EventReader.create();

    record Article(
            long id,
            String title,
            BigDecimal price,
            LocalDate eventDate,
            @Nullable MediaFile cover) {}

    @Test
    void entryOfStrapi5() {
        EntryEvent event = (EntryEvent) read("""
                {"event":"entry.publish","createdAt":"2026-11-23T09:45:47.846Z","model":"article",
                 "uid":"api::article.article","entry":{"id":28,"documentId":"r56qfns650q7mkid762swaqw","locale":"en",
                 "title":"Zoë – 東京 🎉","price":19.99,"eventDate":"2026-02-28","publishedAt":"2026-11-23T09:45:47.711Z",
                 "cover":{"id":9,"url":"/uploads/a.png","size":20.4,"formats":null},"notInTheClass":[1,2]}}""");

        assertThat(event.name()).isEqualTo("entry.publish");
        assertThat(event.action()).isEqualTo(EntryAction.PUBLISH);
        assertThat(event.createdAt()).contains(Instant.parse("2026-11-23T09:45:47.846Z"));
        assertThat(event.model()).isEqualTo("article");
        assertThat(event.uid()).contains("api::article.article");
        assertThat(event.id()).hasValue(28);
        assertThat(event.documentId()).contains("r56qfns650q7mkid762swaqw");
        assertThat(event.locale()).contains("en");
        assertThat(event.publishedAt()).contains(Instant.parse("2026-11-23T09:45:47.711Z"));
        assertThat(event.document())
                .isEqualTo(new DocumentKey("api::article.article", "r56qfns650q7mkid762swaqw", "en"))
                .hasToString("api::article.article/r56qfns650q7mkid762swaqw/en");
        assertThat(event).hasToString("entry.publish api::article.article/r56qfns650q7mkid762swaqw/en");

        Article article = event.entryAs(Article.class);
        assertThat(article.title()).isEqualTo("Zoë – 東京 🎉");
        assertThat(article.price()).isEqualByComparingTo("19.99");
        assertThat(article.eventDate()).isEqualTo("2026-02-28");
        assertThat(article.cover()).isNotNull().extracting(MediaFile::url).isEqualTo("/uploads/a.png");
    }

    @Test
    void entryOfStrapi4WithoutUid() {
        EntryEvent event =
                (EntryEvent) read("{\"event\":\"entry.unpublish\",\"model\":\"article\",\"entry\":{\"id\":7}}");

        assertThat(event.uid()).isEmpty();
        assertThat(event.documentId()).isEmpty();
        assertThat(event.locale()).isEmpty();
        assertThat(event.publishedAt()).isEmpty();
        assertThat(event.createdAt()).isEmpty();
        assertThat(event.document())
                .isEqualTo(new DocumentKey("article", "7", null))
                .hasToString("article/7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"null\"", "null", "[]", "1", "{\"id\":\"seven\"}", "{\"id\":1.5}", "{\"id\":1e400}"})
    void anOddEntryIsStillAnEvent(String entry) {
        EntryEvent event =
                (EntryEvent) read("{\"event\":\"entry.update\",\"model\":\"article\",\"entry\":" + entry + "}");

        assertThat(event.id()).isEmpty();
        assertThat(event.document().id()).isEmpty();
        if (!event.entry().isObject()) {
            assertThatThrownBy(() -> event.entryAs(Article.class)).isInstanceOf(EventBindingException.class);
        }
    }

    @Test
    void anAbsentEntryIsMissingAndBindingSaysSo() {
        EntryEvent event = (EntryEvent) read("{\"event\":\"entry.create\",\"model\":\"article\"}");

        assertThat(event.entry().isMissingNode()).isTrue();
        assertThatThrownBy(() -> event.entryAs(Article.class)).hasMessage("entry.create has no entry object");
        EntryEvent misfit =
                (EntryEvent) read("{\"event\":\"entry.create\",\"model\":\"a\",\"entry\":{\"eventDate\":\"soon\"}}");
        assertThatThrownBy(() -> misfit.entryAs(Article.class))
                .isInstanceOf(EventBindingException.class)
                .hasMessage("entry.create: entry does not fit Article at eventDate: string for LocalDate");
    }

    @ParameterizedTest
    @CsvSource({
        "entry.create, CREATE",
        "entry.update, UPDATE",
        "entry.delete, DELETE",
        "entry.publish, PUBLISH",
        "entry.unpublish, UNPUBLISH",
        "entry.draft-discard, DRAFT_DISCARD"
    })
    void everyEntryAction(String name, EntryAction action) {
        StrapiEvent event = read("{\"event\":\"" + name + "\",\"model\":\"m\",\"entry\":{}}");

        assertThat(event)
                .isInstanceOfSatisfying(
                        EntryEvent.class, e -> assertThat(e.action()).isEqualTo(action));
        assertThat(action.eventName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"media.create, CREATE", "media.update, UPDATE", "media.delete, DELETE"})
    void everyMediaAction(String name, MediaEvent.Action action) {
        MediaEvent event = (MediaEvent) read("{\"event\":\"" + name
                + "\",\"media\":{\"id\":2,\"name\":\"a.png\",\"width\":800,\"size\":0.1,"
                + "\"createdAt\":\"2020-01-10T10:58:41.095Z\",\"related\":[]}}");

        assertThat(event.action()).isEqualTo(action);
        assertThat(action.eventName()).isEqualTo(name);
        assertThat(event.file().width()).isEqualTo(800);
        assertThat(event.file().createdAt()).isEqualTo("2020-01-10T10:58:41.095Z");
        assertThat(event).hasToString(name + " a.png");
    }

    @Test
    void reviewStage() {
        ReviewStageEvent event = (ReviewStageEvent) read("""
                {"event":"review-workflows.updateEntryStage","createdAt":"2026-11-23T09:44:28.914Z","model":"article",
                 "uid":"api::article.article","entity":{"id":11,"documentId":"z1y2","locale":"en","status":"draft"},
                 "workflow":{"id":1,"stages":{"from":{"id":1,"name":"To do"},"to":{"id":2,"name":"Doing"}}}}""");

        assertThat(event.model()).isEqualTo("article");
        assertThat(event.uid()).contains("api::article.article");
        assertThat(event.id()).hasValue(11);
        assertThat(event.documentId()).contains("z1y2");
        assertThat(event.locale()).contains("en");
        assertThat(event.status()).contains("draft");
        assertThat(event.workflowId()).hasValue(1);
        assertThat(event.from()).contains(new ReviewStageEvent.Stage(1, "To do"));
        assertThat(event.to()).contains(new ReviewStageEvent.Stage(2, "Doing"));
        assertThat(event).hasToString("review-workflows.updateEntryStage article To do -> Doing");
    }

    @Test
    void reviewStageWithoutAPreviousOne() {
        ReviewStageEvent event = (ReviewStageEvent) read("{\"event\":\"review-workflows.updateEntryStage\","
                + "\"model\":\"a\",\"workflow\":{\"stages\":{\"from\":null,\"to\":{\"id\":2}}}}");

        assertThat(event.from()).isEmpty();
        assertThat(event.to()).contains(new ReviewStageEvent.Stage(2, ""));
        assertThat(event).hasToString("review-workflows.updateEntryStage a - -> ");
    }

    @Test
    void releasePublished() {
        ReleaseEvent event = (ReleaseEvent) read("""
                {"event":"releases.publish","isPublished":true,"release":{"id":3,"documentId":"abc","name":"Spring",
                 "releasedAt":"2026-11-23T09:44:28.912Z","scheduledAt":null,"timezone":null,"status":"done",
                 "actions":{"count":4}}}""");

        assertThat(event.isPublished()).isTrue();
        assertThat(event.error()).isEmpty();
        Release release = event.release().orElseThrow();
        assertThat(release.id()).isEqualTo(3);
        assertThat(release.documentId()).contains("abc");
        assertThat(release.releasedAt()).contains(Instant.parse("2026-11-23T09:44:28.912Z"));
        assertThat(release.scheduledAt()).isEmpty();
        assertThat(release.timezone()).isEmpty();
        assertThat(release.status()).contains("done");
        assertThat(release.actionCount()).hasValue(4);
        assertThat(release).hasToString("Spring").isEqualTo(event.release().orElseThrow());
        assertThat(event).hasToString("releases.publish Spring");
    }

    @Test
    void releaseFailed() {
        ReleaseEvent event = (ReleaseEvent)
                read("{\"event\":\"releases.publish\",\"isPublished\":false,\"error\":{\"message\":\"no\"}}");

        assertThat(event.isPublished()).isFalse();
        assertThat(event.release()).isEmpty();
        assertThat(event.error())
                .hasValueSatisfying(
                        error -> assertThat(error.path("message").asString()).isEqualTo("no"));
        assertThat(event).hasToString("releases.publish failed");
    }

    @Test
    void triggerTest() {
        assertThat(read("{\"event\":\"trigger-test\",\"createdAt\":\"2023-11-14T22:13:20.000Z\"}"))
                .isInstanceOf(TestEvent.class)
                .hasToString("trigger-test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"order.shipped\",\"orderId\":7}",
                "{\"event\":\"entry.create\",\"orderId\":7}",
                "{\"event\":\"media.create\",\"media\":\"null\",\"orderId\":7}",
                "{\"event\":\"releases.publish\",\"orderId\":7}",
                "{\"event\":\"review-workflows.updateEntryStage\",\"model\":1,\"orderId\":7}",
                "{\"event\":\"trigger-test \",\"orderId\":7}"
            })
    void unknownNamesAndShapesKeepEverything(String json) {
        assertThat(read(json)).isInstanceOfSatisfying(UnknownEvent.class, event -> {
            assertThat(event.json().path("orderId").intValue()).isEqualTo(7);
            assertThat(event.as(Order.class)).isEqualTo(new Order(7));
        });
    }

    record Order(int orderId) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Hello, World!",
                "{",
                "{\"event\":\"a\"",
                "{\"event\":\"a\"}}",
                "{\"event\":\"a\"} {}",
                "[]",
                "null",
                "\"event\"",
                "{'event':'a'}",
                "{\"event\":\"a\",}",
                "{\"event\":\"a\",\"event\":\"b\"}",
                "{\"event\":\"a\",\"x\":NaN}",
                "{\"event\":\"a\",\"x\":{\"y\":1,\"y\":2}}"
            })
    void whatIsNotOneJsonObject(String json) {
        assertProblem(json.getBytes(StandardCharsets.UTF_8), Problem.INVALID_JSON);
    }

    @Test
    void jacksonsLimitsHold() {
        String deep = "{\"event\":\"a\",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        String longNumber = "{\"event\":\"a\",\"x\":" + "9".repeat(5000) + "}";

        assertProblem(deep.getBytes(StandardCharsets.UTF_8), Problem.INVALID_JSON);
        assertProblem(longNumber.getBytes(StandardCharsets.UTF_8), Problem.INVALID_JSON);
        assertProblem("{\"event\":\"a\"}".getBytes(StandardCharsets.UTF_16LE), Problem.INVALID_JSON);
        assertProblem("{\"event\":\"a\"}".getBytes(StandardCharsets.UTF_16), Problem.INVALID_JSON);
        assertProblem("{\"event\":\"a\"}".getBytes(Charset.forName("UTF-32")), Problem.INVALID_JSON);
        assertProblem(new byte[] {'{', '"', (byte) 0xFF, (byte) 0xFE, '"', ':', '1', '}'}, Problem.INVALID_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"event\":null}",
                "{\"event\":1}",
                "{\"event\":\"\"}",
                "{\"event\":\" \"}",
                "{\"Event\":\"a\"}"
            })
    void withoutAnEvent(String json) {
        assertProblem(json.getBytes(StandardCharsets.UTF_8), Problem.MISSING_EVENT);
    }

    @Test
    void theApplicationsMapperBindsAndIsNotChanged() {
        JsonMapper own = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        EntryEvent event = (EntryEvent) EventReader.with(own)
                .read("{\"event\":\"entry.create\",\"model\":\"a\",\"entry\":{\"full_name\":\"Paris\"}}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(event.entryAs(City.class)).isEqualTo(new City("Paris"));
        assertThat(own.readTree("{\"a\":1,\"a\":2}").path("a").intValue()).isEqualTo(2);
    }

    record City(String fullName) {}

    @Test
    void everyPayloadOfStrapisDocumentation() {
        List<String> kinds = DocumentedPayloads.all().stream()
                .map(json -> reader.read(json).getClass().getSimpleName())
                .toList();

        assertThat(kinds)
                .containsExactly(
                        "EntryEvent",
                        "EntryEvent",
                        "EntryEvent",
                        "EntryEvent",
                        "EntryEvent",
                        "MediaEvent",
                        "MediaEvent",
                        "MediaEvent",
                        "ReviewStageEvent",
                        "ReleaseEvent");
    }

    private void assertProblem(byte[] json, Problem problem) {
        assertThatThrownBy(() -> reader.read(json))
                .isInstanceOfSatisfying(
                        MalformedEventException.class,
                        e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private StrapiEvent read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
