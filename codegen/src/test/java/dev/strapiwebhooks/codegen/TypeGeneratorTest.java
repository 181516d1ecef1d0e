package dev.strapiwebhooks.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for, what comes along, and what is written. */
class TypeGeneratorTest {
    private static final String FOLDER = "com/example/strapi/";

    @TempDir
    Path directory;

    @Test
    void whatIsReferredToComesAlong() {
        GeneratedTypes types = with(List.of("api::home.*"), List.of(), Map.of(), Map.of());
        assertThat(types.sources().keySet())
                .containsExactlyInAnyOrder(
                        FOLDER + "Home.java",
                        FOLDER + "SharedSeo.java",
                        FOLDER + "SharedLink.java",
                        FOLDER + "StrapiTypes.java");
    }

    @Test
    void whatIsExcludedIsJson() {
        GeneratedTypes types =
                with(List.of(), List.of("api::author.author", "admin::*", "shared.quote"), Map.of(), Map.of());
        assertThat(types.sources().get(FOLDER + "Kitchen.java"))
                .contains(
                        "Relation<JsonNode> oneWay", "Relations<JsonNode> oneToManyBi", "Relation<JsonNode> adminUser")
                .doesNotContain("SharedQuote");
        assertThat(types.sources().keySet()).doesNotContain(FOLDER + "Author.java", FOLDER + "SharedQuote.java");
    }

    @Test
    void classesOfTheApplicationTakeThePlaceOfOurs() {
        GeneratedTypes types = with(
                List.of(),
                List.of(),
                Map.of(
                        "decimal",
                        "java.lang.Double",
                        "api::plain.plain.anEnum",
                        "java.lang.String",
                        "blocks",
                        "com.example.Text"),
                Map.of("global::color", "com.example.Color"));
        assertThat(types.sources().get(FOLDER + "Plain.java"))
                .contains("@Nullable Double aDecimal", "@Nullable String anEnum", "@Nullable Text content")
                .contains(
                        "@Nullable Color aCustomString", "@Nullable JsonNode aCustomJson", "import com.example.Color;")
                .doesNotContain("PlainAnEnum");
        assertThat(types.sources().get(FOLDER + "Kitchen.java")).contains("EnumValue<KitchenAnEnum> anEnum");
    }

    @Test
    void slipsOfThePenAreRefused() {
        assertThatThrownBy(() -> with(List.of("api::hme.*"), List.of(), Map.of(), Map.of()))
                .hasMessage("no content type and no component has a uid like api::hme.*");
        assertThatThrownBy(() -> with(List.of(), List.of("shared.qoute"), Map.of(), Map.of()))
                .hasMessageContaining("shared.qoute");
        assertThatThrownBy(() -> with(List.of(), List.of(), Map.of("decimals", "java.lang.Double"), Map.of()))
                .hasMessage("typeMappings: there is no type and no attribute decimals");
        assertThatThrownBy(() -> with(List.of(), List.of(), Map.of("decimal", "double"), Map.of()))
                .hasMessageContaining("attribute aDecimal of api::")
                .hasMessageContaining("mapped to \"double\"");
        assertThatThrownBy(() -> with(List.of(), List.of("*"), Map.of(), Map.of()))
                .hasMessageContaining("no content type");
        StrapiSchema schema = StrapiSchema.read(Project.directory());
        assertThatThrownBy(() -> TypeGenerator.generate(schema, TypeOptions.of("com.example.class")))
                .hasMessageContaining("packageName");
    }

    @Test
    void strapi4HasOtherMembers() {
        GeneratedTypes types = TypeGenerator.generate(
                StrapiSchema.read(Project.directory()),
                new TypeOptions(Project.PACKAGE, 4, List.of(), List.of(), Map.of(), Map.of(), Map.of()));
        assertThat(types.sources().get(FOLDER + "Kitchen.java"))
                .doesNotContain("documentId")
                .contains("publishedAt");
        assertThat(types.sources().get(FOLDER + "Tag.java")).doesNotContain("publishedAt");
    }

    @Test
    void aTypeOfAttributeThatIsNotKnownNamesTheAttribute() {
        StrapiSchema schema = Project.of(directory, Map.of("tag", "'place':{'type':'geometry'}"));
        assertThatThrownBy(() -> TypeGenerator.generate(schema, TypeOptions.of(Project.PACKAGE)))
                .hasMessage(
                        "attribute place of api::tag.tag has the type \"geometry\", which is not known; set typeMappings"
                                + " api::tag.tag.place=tools.jackson.databind.JsonNode or exclude api::tag.tag");
    }

    @Test
    void onlyWhatHasChangedIsWritten() throws IOException {
        GeneratedTypes types = Project.generate();
        assertThat(types.writeSources(directory)).hasSameSizeAs(types.sources().keySet());
        Path tag = directory.resolve(FOLDER + "Tag.java");
        FileTime before = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(tag, before);
        assertThat(types.differences(directory)).isEmpty();
        assertThat(types.writeSources(directory)).isEmpty();
        assertThat(Files.getLastModifiedTime(tag)).isEqualTo(before);
    }

    @Test
    void whatIsNotGeneratedAnyMoreIsDeletedAndNothingElse() throws IOException {
        Project.generate().writeSources(directory);
        Path own = Files.writeString(directory.resolve(FOLDER + "Own.java"), "class Own {}");
        Path elsewhere = Files.createDirectories(directory.resolve("com/example/strapi/other"))
                .resolve("Tag.java");
        Files.copy(directory.resolve(FOLDER + "Tag.java"), elsewhere);
        GeneratedTypes fewer = with(List.of("api::home.home"), List.of(), Map.of(), Map.of());

        assertThat(fewer.differences(directory))
                .contains(
                        FOLDER + "Kitchen.java has no type in Strapi any more", FOLDER + "StrapiTypes.java has changed")
                .doesNotContain(FOLDER + "SharedSeo.java has changed");
        assertThat(directory.resolve(FOLDER + "Kitchen.java")).exists();

        fewer.writeSources(directory);
        assertThat(directory.resolve(FOLDER + "Kitchen.java")).doesNotExist();
        assertThat(List.of(own, elsewhere)).allSatisfy(file -> assertThat(file).exists());
        assertThat(Project.generate().differences(directory)).contains(FOLDER + "Kitchen.java is missing");
    }

    private static GeneratedTypes with(
            List<String> includes,
            List<String> excludes,
            Map<String, String> mappings,
            Map<String, String> customFields) {
        return TypeGenerator.generate(
                StrapiSchema.read(Project.directory()),
                new TypeOptions(Project.PACKAGE, 5, includes, excludes, mappings, customFields, Map.of()));
    }
}
