package dev.strapiwebhooks.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventReader;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types of a project whose schema nobody has. */
class LearnedSchemaTest {
    @TempDir
    Path directory;

    @Test
    void whatWasLearnedFromDeliveriesHoldsThemAll() throws Exception {
        List<byte[]> bodies =
                Project.deliveries().stream().map(line -> bytes(line[1])).toList();
        GeneratedTypes types =
                TypeGenerator.generate(StrapiSchema.ofDeliveries(bodies), TypeOptions.of(Project.PACKAGE));
        assertThat(types.sources().get("com/example/strapi/Kitchen.java"))
                .contains("@Nullable BigDecimal aDecimal", "@Nullable LocalTime aTime", "@Nullable Blocks content")
                .contains("Relation<Author> oneWay", "Relations<Tag> manyToMany", "Relations<Kitchen> self")
                .contains("@Nullable List<KitchenZone> zone", "@Nullable List<KitchenCompRepeatable> compRepeatable")
                .contains("@Nullable List<MediaFile> mediaMultiple", "@Nullable JsonNode notesAll", "String locale");
        try (URLClassLoader classes = Compiled.in(directory, types)) {
            for (byte[] body : bodies) {
                EntryEvent event = (EntryEvent) EventReader.create().read(body);
                assertThat(Losses.between(event.entry(), bound(event, classes)))
                        .as(event.toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | null | @Nullable JsonNode a",
                "null | 'x' | @Nullable String a",
                "'2026-02-28' | 'soon' | @Nullable String a",
                "1 | 2147483648 | @Nullable BigDecimal a",
                "1 | true | @Nullable JsonNode a",
                "{'count':1} | {'count':0} | @Nullable JsonNode a",
                "{'count':1} | {'id':1,'createdAt':'x'} | Relation<JsonNode> a",
                "[] | [{'id':1,'label':'x'}] | @Nullable List<TagA> a",
                "[1] | [] | @Nullable JsonNode a",
                "{'id':1,'b':{'id':2,'c':1}} | null | @Nullable TagA a",
                "{'x':1} | null | @Nullable JsonNode a"
            })
    void differentValuesOfOneMemberMakeOneType(String one, String other, String type) {
        StrapiSchema schema = StrapiSchema.ofDeliveries(Stream.of(one, other)
                .map(value -> bytes("{'uid':'api::tag.tag','entry':{'id':7,'a':" + value + "}}"))
                .toList());
        assertThat(TypeGenerator.generate(schema, TypeOptions.of("b")).sources().get("b/Tag.java"))
                .contains(type);
    }

    @Test
    void nothingCanBeLearnedFromNothing() {
        assertThatThrownBy(() -> StrapiSchema.ofDeliveries(List.of(bytes("{'event':'trigger-test'}"))))
                .hasMessage("there is no delivery with an entry and the uid of its type");
        assertThatThrownBy(() -> StrapiSchema.ofDeliveries(List.of(bytes("no"))))
                .isInstanceOf(SchemaException.class);
    }

    private static Object bound(EntryEvent event, URLClassLoader classes) throws ClassNotFoundException {
        return event.entryAs(classes.loadClass(
                Project.PACKAGE + "." + JavaNames.type(event.uid().orElseThrow())));
    }

    private static byte[] bytes(String json) {
        return (json.contains("\"") ? json : json.replace('\'', '"')).getBytes(StandardCharsets.UTF_8);
    }
}
