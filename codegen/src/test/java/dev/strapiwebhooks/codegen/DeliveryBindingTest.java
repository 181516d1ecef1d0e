package dev.strapiwebhooks.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventReader;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What Strapi really sent for a project, in the records that are generated from its schema: every value is found again. */
class DeliveryBindingTest {
    @TempDir
    static Path directory;

    static URLClassLoader classes;

    @BeforeAll
    static void compile() throws IOException {
        classes = Compiled.in(directory, Project.generate());
    }

    @AfterAll
    static void close() throws IOException {
        classes.close();
    }

    @TestFactory
    Stream<DynamicTest> everyDeliveryIsBoundWithoutLoss() {
        return Project.deliveries().stream()
                .map(delivery -> DynamicTest.dynamicTest(delivery[0], () -> {
                    EntryEvent event = event(EventReader.create(), delivery[1]);
                    assertThat(lost(event, event.entryAs(type(event)))).isEmpty();
                }));
    }

    @Test
    void mappersOfApplicationsReadTheSame() {
        EventReader strict = EventReader.with(JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build());
        for (String[] delivery : Project.deliveries()) {
            EntryEvent event = event(strict, delivery[1]);
            assertThat(lost(event, event.entryAs(type(event)))).as(delivery[0]).isEmpty();
        }
    }

    @Test
    void whatDoesNotFitNamesTheAttribute() {
        EntryEvent event = event(
                EventReader.create(),
                "{\"event\":\"entry.update\",\"model\":\"kitchen\",\"uid\":\"api::kitchen.kitchen\",\"entry\":"
                        + "{\"zone\":[{\"id\":1,\"weight\":\"x\",\"__component\":\"shared.link\"}]}}");
        assertThatThrownBy(() -> event.entryAs(type(event))).hasMessageContaining("zone[0].weight");
    }

    @Test
    void aLostValueWouldBeSeen() {
        EntryEvent event = event(
                EventReader.create(),
                "{\"event\":\"entry.update\",\"model\":\"tag\",\"uid\":\"api::tag.tag\",\"entry\":"
                        + "{\"name\":\"a\",\"newer\":{\"than\":1},\"kitchens\":{\"count\":2}}}");
        assertThat(lost(event, event.entryAs(type(event)))).containsExactly("newer: nothing for {\"than\":1}");
    }

    private static List<String> lost(EntryEvent event, Object entry) {
        return Losses.between(event.entry(), entry);
    }

    private static EntryEvent event(EventReader reader, String body) {
        return (EntryEvent) reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Class<?> type(EntryEvent event) {
        String uid = event.uid().orElseThrow();
        try {
            return classes.loadClass(Project.PACKAGE + "." + JavaNames.type(uid));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(uid, e);
        }
    }
}
