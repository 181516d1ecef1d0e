package dev.strapiwebhooks.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are not Java's, and names that two would have. */
class NamesTest {
    private static final String TEXT = "{'type':'string'}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "api::article.article, Article",
        "api::shop.order-item, OrderItem",
        "plugin::users-permissions.user, UsersPermissionsUser",
        "admin::user, AdminUser",
        "shared.rich-text, SharedRichText",
        "default.3d-model, Default3dModel",
        "api::3d.3d, _3d"
    })
    void typesAreCalledAsStrapiMakesThemUnique(String uid, String name) {
        assertThat(JavaNames.type(uid)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "title, title",
        "snake_case_name, snakeCaseName",
        "aURL, aURL",
        "URLPath, urlPath",
        "URL, url",
        "Title, title",
        "class, class_",
        "record, record",
        "hashCode, hashCode_",
        "3d, _3d"
    })
    void membersAreCamelCase(String attribute, String name) {
        assertThat(JavaNames.member(attribute)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "how_to, HOW_TO",
        "with space, WITH_SPACE",
        "camelCase, CAMEL_CASE",
        "4k, _4K",
        "größe, GRÖSSE",
        "日本, 日本",
        "a.b, A_B"
    })
    void constantsAreUpperCase(String value, String name) {
        assertThat(JavaNames.constant(value)).isEqualTo(name);
    }

    /** Names that hide Java's own, in descriptions what would end a comment, and nothing that the compiler complains about. */
    @Test
    void everythingStrapiAllowsCompiles() throws IOException {
        Project.component(
                directory, "list.list", "'list':{'type':'component','component':'list.list','repeatable':true}");
        Project.write(
                directory.resolve("src/api/optional/content-types/optional/schema.json"),
                "{'info':{'singularName':'optional','description':'*/ </p> @see {@link x} & \\\\u002a/ \\n\\n$T $L'},'options':"
                        + "{'draftAndPublish':true,'privateAttributes':['secret']},'attributes':{'secret':" + TEXT + ","
                        + "'optional':{'type':'enumeration','enum':['unknown','*/','3','class','\\\\','\\n$S']},"
                        + "'string':{'type':'enumeration','enum':['a']},'list':{'type':'enumeration','enum':['a']},"
                        + "'class':{'type':'dynamiczone','components':['list.list','gone.gone']},"
                        + "'void':{'type':'dynamiczone','components':[]},"
                        + "'hashCode':{'type':'media','multiple':true},'text':{'type':'string','description':'*/ <b>'},"
                        + "'UID':{'type':'uid','default':'*/'},'instant':{'type':'datetime','default':'@x'}}}");
        Project.of(
                directory,
                Map.of(
                        "instant",
                        "'instant':{'type':'time'}",
                        "relation",
                        "'to':{'type':'relation',"
                                + "'relation':'manyToMany','target':'api::instant.instant'},'many':{'type':'relation','relation':'morphToMany'}"));
        GeneratedTypes types = TypeGenerator.generate(
                StrapiSchema.read(directory),
                new TypeOptions(
                        Project.PACKAGE,
                        5,
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(
                                "api::optional.optional.optional.*/",
                                "STAR",
                                "api::optional.optional.optional.\\",
                                "BACKSLASH")));
        assertThat(types.sources().get("com/example/strapi/Optional.java")).doesNotContain("secret");
        assertThat(types.sources().get("com/example/strapi/OptionalOptional.java"))
                .contains("UNKNOWN_(\"unknown\")", "_3(\"3\")", "UNKNOWN(null)");
        try (URLClassLoader classes = Compiled.in(directory.resolve("compiled"), types)) {
            assertThat(classes).isNotNull();
        }
    }

    @Test
    void twoTypesOfOneNameAreNamedWithTheOption() {
        Project.component(directory, "shared.seo", "'a':" + TEXT);
        refused("shared-seo", "'a':" + TEXT)
                .hasMessage(
                        "api::shared-seo.shared-seo and shared.seo would both be the Java type SharedSeo; give one of them"
                                + " another name, for example nameOverrides shared.seo=…");
    }

    @Test
    void namesThatOnlySomeFileSystemsTellApartAreRefused() {
        Project.component(directory, "a.bc", "'a':" + TEXT);
        Project.component(directory, "ab.c", "'a':" + TEXT);
        refused("tag", "'a':" + TEXT).hasMessageContaining("a.bc and ab.c would both be the Java type AbC");
    }

    @Test
    void namesOfJavaItselfAreRefused() {
        refused("string", "'a':" + TEXT)
                .hasMessageContaining("java.lang.String and api::string.string would both be")
                .hasMessageContaining("nameOverrides api::string.string=…");
    }

    @Test
    void twoAttributesOfOneNameAreNamedWithTheOption() {
        refused("tag", "'a_b':" + TEXT + ",'aB':" + TEXT)
                .hasMessage(
                        "attribute a_b of api::tag.tag and attribute aB of api::tag.tag would both be the component aB of Tag;"
                                + " give one of them another name, for example nameOverrides api::tag.tag.aB=…");
    }

    @Test
    void twoValuesOfOneNameAreNamedWithTheOption() {
        refused("tag", "'kind':{'type':'enumeration','enum':['a b','a_b']}")
                .hasMessage(
                        "the value \"a b\" and the value \"a_b\" would both be the constant A_B of attribute"
                                + " api::tag.tag.kind; give one of them another name, for example nameOverrides api::tag.tag.kind.a_b=…");
        refused("tag", "'kind':{'type':'enumeration','enum':['!']}")
                .hasMessageContaining("nameOverrides api::tag.tag.kind.!=…");
    }

    @Test
    void anotherNameIsTaken() {
        StrapiSchema schema = Project.of(directory, Map.of("string", "'a_b':" + TEXT + ",'aB':" + TEXT));
        GeneratedTypes types = TypeGenerator.generate(
                schema, overrides(Map.of("api::string.string", "Text", "api::string.string.a_b", "other")));
        assertThat(types.sources().get("com/example/strapi/Text.java"))
                .contains("@JsonProperty(\"a_b\") @Nullable String other", "UID = \"api::string.string\"");
    }

    @Test
    void anOverrideForNothingIsRefused() {
        StrapiSchema schema = Project.of(directory, Map.of("tag", "'a':" + TEXT));
        assertThatThrownBy(() -> TypeGenerator.generate(schema, overrides(Map.of("api::tga.tag", "Tag"))))
                .hasMessage("nameOverrides: the schema has no api::tga.tag");
        assertThatThrownBy(() -> TypeGenerator.generate(schema, overrides(Map.of("api::tag.tag", "2nd"))))
                .hasMessage("2nd is no Java name; set nameOverrides api::tag.tag=…");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String type, String attributes) {
        StrapiSchema schema = Project.of(directory, Map.of(type, attributes));
        return assertThatThrownBy(() -> TypeGenerator.generate(schema, TypeOptions.of(Project.PACKAGE)))
                .isInstanceOf(SchemaException.class);
    }

    private static TypeOptions overrides(Map<String, String> names) {
        return new TypeOptions(Project.PACKAGE, 5, List.of(), List.of(), Map.of(), Map.of(), names);
    }
}
