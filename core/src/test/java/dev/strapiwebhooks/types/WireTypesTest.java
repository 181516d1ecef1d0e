package dev.strapiwebhooks.types;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.MediaFile;
import dev.strapiwebhooks.event.MediaFormat;
import dev.strapiwebhooks.event.StrapiEvent;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The members of entries that have more than one form on the wire, as records of applications hold them. */
class WireTypesTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    record Article(
            Relation<Category> category,
            Relations<Article> related,
            @Nullable EnumValue<Kind> kind,
            @Nullable Blocks body) {}

    record Category(
            @Nullable Long id,
            @Nullable BigDecimal weight,
            @Nullable Long count) {}

    enum Kind implements EnumText {
        HOW_TO("how_to"),
        UNKNOWN(null);

        private final @Nullable String text;

        Kind(@Nullable String text) {
            this.text = text;
        }

        @Override
        public Optional<String> text() {
            return Optional.ofNullable(text);
        }
    }

    @Test
    void aRelationHasFourForms() {
        assertThat(article("{'category':{'id':7,'weight':1.10}}").category())
                .isEqualTo(Relation.to(new Category(7L, new BigDecimal("1.10"), null)));
        assertThat(article("{'category':null}").category()).isEqualTo(Relation.to(null));
        assertThat(article("{'category':{'count':1}}").category()).isEqualTo(new Relation.Counted<>(1));
        assertThat(article("{}").category()).isEqualTo(new Relation.Absent<>());
    }

    @Test
    void aRelationSaysWhatIsKnown() {
        Relation<String> counted = new Relation.Counted<>(1);
        assertThat(counted.isLoaded()).isFalse();
        assertThat(counted.value()).isEmpty();
        assertThat(counted.count()).isEqualTo(OptionalLong.of(1));
        assertThat(Relation.to("a").count()).isEqualTo(OptionalLong.of(1));
        assertThat(Relation.to("a").value()).contains("a");
        assertThat(Relation.to(null).isLoaded()).isTrue();
        assertThat(Relation.to(null).count()).isEqualTo(OptionalLong.of(0));
        assertThat(new Relation.Absent<>().count()).isEmpty();
    }

    @Test
    void anEntryThatHasACountIsAnEntry() {
        Category expected = new Category(7L, null, 3L);
        assertThat(article("{'category':{'count':3,'id':7}}").category()).isEqualTo(Relation.to(expected));
        assertThat(article("{'category':{'id':7,'count':3}}").category()).isEqualTo(Relation.to(expected));
        assertThat(article("{'category':{'count':null}}").category().value()).contains(new Category(null, null, null));
        assertThat(article("{'category':{}}").category().isLoaded()).isTrue();
    }

    record Untyped(Relation<JsonNode> tree, Relation<Map<String, Object>> map, Relations<JsonNode> trees) {}

    @Test
    void aRelationMayLeadToAnything() {
        Untyped untyped = MAPPER.readValue(
                quoted("{'tree':{'id':1,'a':[1]},'map':{'id':1},'trees':[{},{'id':2}]}"), Untyped.class);
        assertThat(untyped.tree().value())
                .hasValueSatisfying(tree -> assertThat(tree).hasToString("{\"id\":1,\"a\":[1]}"));
        assertThat(untyped.map().value()).contains(Map.of("id", 1));
        assertThat(untyped.trees().values()).hasSize(2);
        assertThat(MAPPER.readValue(quoted("{'tree':{}}"), Untyped.class).tree().value())
                .hasValueSatisfying(tree -> assertThat(tree.isObject()).isTrue());
    }

    @Test
    void relationsHaveFourForms() {
        assertThat(article("{'related':[{'category':{'id':1}},{}]}").related().values())
                .extracting(Article::category)
                .containsExactly(Relation.to(new Category(1L, null, null)), new Relation.Absent<>());
        assertThat(article("{'related':null}").related()).isEqualTo(Relations.to(List.of()));
        assertThat(article("{'related':{'count':2}}").related()).isEqualTo(new Relations.Counted<>(2));
        assertThat(article("{}").related()).isEqualTo(new Relations.Absent<>());
    }

    @Test
    void relationsSayWhatIsKnown() {
        assertThat(Relations.to(List.of("a", "b")).count()).isEqualTo(OptionalLong.of(2));
        assertThat(new Relations.Counted<>(5).count()).isEqualTo(OptionalLong.of(5));
        assertThat(new Relations.Counted<>(5).values()).isEmpty();
        assertThat(new Relations.Absent<>().count()).isEmpty();
        assertThat(new Relations.Absent<>().isLoaded()).isFalse();
    }

    @Test
    void whatIsNoRelationSaysWhereItIs() {
        assertThatThrownBy(() -> article("{'category':5}"))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        e -> assertThat(e.getPathReference()).contains("\"category\""));
        assertThatThrownBy(() -> article("{'related':[{'category':{'id':'x'}}]}"))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        e -> assertThat(e.getPathReference()).contains("related", "[0]", "category", "id"));
        assertThatThrownBy(() -> article("{'related':{'id':1}}")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> article("{'related':{'count':1,'id':1}}")).isInstanceOf(JacksonException.class);
    }

    @Test
    void anUnknownTextOfAnEnumerationIsKept() {
        EnumValue<Kind> known = kind("'how_to'");
        assertThat(known).isEqualTo(EnumValue.of(Kind.HOW_TO));
        assertThat(known.is(Kind.HOW_TO)).isTrue();
        EnumValue<Kind> unknown = kind("'breaking news'");
        assertThat(unknown.value()).isEqualTo(Kind.UNKNOWN);
        assertThat(unknown).hasToString("breaking news");
        assertThat(article("{'kind':null}").kind()).isNull();
        assertThatThrownBy(() -> article("{'kind':3}")).isInstanceOf(JacksonException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> EnumValue.of(Kind.UNKNOWN));
    }

    @Test
    void blocksHaveTheirTextAndTheirTree() {
        Blocks body = requireNonNull(
                article("{'body':[{'type':'heading','level':2,'children':[{'type':'text','text':'One'}]},"
                                + "{'type':'list','format':'ordered','children':[{'type':'list-item','children':["
                                + "{'type':'text','text':'a ','bold':true},{'type':'link','url':'u','children':[{'type':'text','text':'b'}]}]},"
                                + "{'type':'list-item','children':[{'type':'text','text':'c'}]}]}]}")
                        .body());
        assertThat(body.plainText()).isEqualTo("One\na b\nc");
        assertThat(body.list())
                .extracting(Block::type, Block::level)
                .satisfies(blocks -> assertThat(blocks)
                        .extracting(Object::toString)
                        .containsExactly("(\"heading\", 2)", "(\"list\", 0)"));
        assertThat(body.list().get(1).json().path("format").asString()).isEqualTo("ordered");
        assertThatThrownBy(() -> article("{'body':{}}")).isInstanceOf(JacksonException.class);
    }

    @Test
    void everythingIsWrittenAsItCame() {
        for (String json : List.of(
                "{'category':{'id':7,'weight':1.10,'count':null},'related':[],'kind':'new','body':[{'type':'x'}]}",
                "{'category':{'count':1},'related':{'count':2},'kind':'how_to','body':[]}",
                "{'category':null,'related':[],'kind':null,'body':null}")) {
            assertThat(MAPPER.writeValueAsString(article(json))).isEqualTo(json.replace('\'', '"'));
        }
    }

    @Test
    void eventsBindThem() {
        StrapiEvent event = EventReader.create()
                .read(quoted("{'event':'entry.unpublish','model':'article','entry':{'category':{'count':1}}}"));
        assertThat(((EntryEvent) event).entryAs(Article.class).category().count())
                .isEqualTo(OptionalLong.of(1));
    }

    @Test
    void filesHaveTheirNamesOnTheWireForEveryMapper() {
        JsonMapper snakeCase = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        MediaFile file = snakeCase.readValue(
                quoted("{'documentId':'d','provider_metadata':{'a':1},'focalPoint':null}"), MediaFile.class);
        assertThat(file.documentId()).isEqualTo("d");
        assertThat(requireNonNull(file.providerMetadata()).path("a").asInt()).isEqualTo(1);
    }

    @Test
    void filesHaveSmallerVersionsAndAddresses() {
        MediaFile file = MAPPER.readValue(
                quoted(
                        "{'url':'/uploads/a b.png','formats':{'small':{'url':'https://cdn.example/s.png','width':500,'height':'x',"
                                + "'size':1.5,'mime':'image/png'},'odd':3}}"),
                MediaFile.class);
        URI strapi = URI.create("https://cms.example/base/");
        assertThat(file.absoluteUrl(strapi)).contains("https://cms.example/base/uploads/a b.png");
        assertThat(file.format("small"))
                .contains(new MediaFormat("https://cdn.example/s.png", 500, null, 1.5, "image/png"));
        assertThat(file.format("small").flatMap(format -> format.absoluteUrl(strapi)))
                .contains("https://cdn.example/s.png");
        assertThat(file.format("odd")).isEmpty();
        assertThat(file.format("large")).isEmpty();
        MediaFile none = MAPPER.readValue(quoted("{'formats':null}"), MediaFile.class);
        assertThat(none.format("small")).isEmpty();
        assertThat(none.absoluteUrl(strapi)).isEmpty();
    }

    private static EnumValue<Kind> kind(String json) {
        return requireNonNull(article("{'kind':" + json + "}").kind());
    }

    private static Article article(String json) {
        return MAPPER.readValue(quoted(json), Article.class);
    }

    private static byte[] quoted(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
