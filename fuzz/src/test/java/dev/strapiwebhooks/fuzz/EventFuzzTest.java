package dev.strapiwebhooks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventBindingException;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.EventReader.MalformedEventException;
import dev.strapiwebhooks.event.StrapiEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("any body: an event whose every accessor answers, or one kind of exception")
class EventFuzzTest {
    private static final EventReader READER = EventReader.create();
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    record Article(long id, String title, Map<String, Object> rest) {}

    @FuzzTest(maxDuration = "10m")
    @DictionaryEntries({
        "\"event\":\"entry.publish\"",
        "\"event\":\"media.update\"",
        "\"event\":\"releases.publish\"",
        "\"event\":\"review-workflows.updateEntryStage\"",
        "\"createdAt\":\"2026-11-23T12:00:00.000Z\"",
        "\"model\":\"article\"",
        "\"uid\":\"api::article.article\"",
        "\"entry\":{\"id\":1,\"documentId\":\"d\",\"locale\":null}",
        "\"media\":{}",
        "\"isPublished\":true",
        "\"workflow\":{\"stages\":{\"from\":{},\"to\":{}}}"
    })
    void body(byte[] input) throws IllegalAccessException {
        StrapiEvent event;
        try {
            event = READER.read(input);
        } catch (MalformedEventException e) {
            assertThat(namesAnEvent(input)).as("refused: %s", e.getMessage()).isFalse();
            return;
        }
        assertThat(namesAnEvent(input)).as("accepted as %s", event).isTrue();
        readEverything(event);
    }

    private static boolean namesAnEvent(byte[] input) {
        try {
            JsonNode root = STRICT.readTree(input);
            boolean utf8 = input.length > 3 && input[0] != 0 && input[1] != 0 && input[2] != 0 && input[3] != 0;
            JsonNode name = root.path("event");
            return utf8
                    && root.isObject()
                    && name.isString()
                    && !name.stringValue().isBlank();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static void readEverything(StrapiEvent event) throws IllegalAccessException {
        for (Method accessor : event.getClass().getMethods()) {
            if (accessor.getParameterCount() == 0 && accessor.getDeclaringClass() != Object.class) {
                assertThat(value(accessor, event)).as(accessor.getName()).isNotNull();
            }
        }
        if (event instanceof EntryEvent entry) {
            bind(entry);
        }
    }

    private static Object value(Method accessor, StrapiEvent event) throws IllegalAccessException {
        try {
            return accessor.invoke(event);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof EventBindingException documented) {
                return documented;
            }
            throw new AssertionError(accessor + " of " + event, e.getCause());
        }
    }

    private static void bind(EntryEvent entry) {
        try {
            entry.entryAs(Article.class);
        } catch (EventBindingException e) {
            assertThat(e).hasMessageContaining("entry");
        }
    }
}
