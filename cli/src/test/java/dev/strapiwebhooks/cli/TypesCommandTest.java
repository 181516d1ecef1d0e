package dev.strapiwebhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java types by command. */
class TypesCommandTest {
    @TempDir
    private Path folder;

    private final Typed typed = new Typed();

    @BeforeEach
    void project() throws IOException {
        Path tag = Files.createDirectories(folder.resolve("cms/src/api/tag/content-types/tag"));
        Files.writeString(
                tag.resolve("schema.json"),
                "{\"info\":{\"singularName\":\"tag\"},\"attributes\":{\"size\":{\"type\":\"decimal\"}}}");
    }

    @Test
    void whatIsWrittenIsWhatCheckWants() {
        Path type = folder.resolve("out/com/example/Tag.java");
        assertThat(types("--check")).isEqualTo(1);
        assertThat(typed.out.toString()).contains("com/example/Tag.java is missing");
        assertThat(type).doesNotExist();

        assertThat(types()).isZero();
        assertThat(typed.out.toString()).contains(type.toString());
        assertThat(type).content().contains("record Tag(", "BigDecimal size", "documentId");
        assertThat(types("--check")).isZero();
        assertThat(types()).isZero();
        assertThat(typed.out.toString()).isEmpty();
    }

    @Test
    void optionsAreUsed() {
        assertThat(types("--strapi", "4", "--map", "decimal=java.lang.Double", "--name", "api::tag.tag=Label"))
                .isZero();
        assertThat(folder.resolve("out/com/example/Label.java"))
                .content()
                .contains("@Nullable Double size")
                .doesNotContain("documentId");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(types("--exclude", "api::gone.*")).isEqualTo(3);
        assertThat(typed.err.toString()).contains("no content type and no component has a uid like api::gone.*");
        assertThat(typed.run("types", "--package", "a")).isEqualTo(2);
        assertThat(types("--fetch", "http://strapi.example")).isEqualTo(3);
    }

    @Test
    void typesAreLearnedFromDeliveries() throws IOException {
        Path deliveries = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(
                deliveries.resolve("one"),
                "POST /webhooks/strapi HTTP/1.1\nContent-Type: application/json\n\n"
                        + "{\"event\":\"entry.update\",\"model\":\"tag\",\"uid\":\"api::tag.tag\",\"entry\":{\"id\":1,\"size\":1.5}}");
        String[] learn = {
            "types", "--deliveries", deliveries.toString(), "--package", "com.example", "--out", folder.toString()
        };
        assertThat(typed.run(learn)).as(typed.err.toString()).isZero();
        assertThat(folder.resolve("com/example/Tag.java")).content().contains("@Nullable BigDecimal size");
        assertThat(types("--deliveries", deliveries.toString())).isEqualTo(2);
        assertThat(typed.err.toString()).contains("Either --project or --deliveries is needed");
    }

    private int types(String... options) {
        String[] all = new String[options.length + 7];
        String[] needed = {
            "types",
            "--project",
            folder.resolve("cms").toString(),
            "--package",
            "com.example",
            "--out",
            folder.resolve("out").toString()
        };
        System.arraycopy(needed, 0, all, 0, needed.length);
        System.arraycopy(options, 0, all, needed.length, options.length);
        return typed.run(all);
    }
}
