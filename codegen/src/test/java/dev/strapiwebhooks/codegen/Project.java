package dev.strapiwebhooks.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Strapi project with every type of attribute, and schemas that a test writes for itself. */
final class Project {
    static final String PACKAGE = "com.example.strapi";

    private Project() {}

    static Path directory() {
        return directory("project");
    }

    static Path directory(String name) {
        try {
            URL resource = Objects.requireNonNull(Project.class.getResource(name));
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static GeneratedTypes generate() {
        return TypeGenerator.generate(StrapiSchema.read(directory()), TypeOptions.of(PACKAGE));
    }

    /** A project of content types alone: the attributes by the name of the type, with ' for ". */
    static StrapiSchema of(Path directory, Map<String, String> attributes) {
        attributes.forEach((name, json) -> write(
                directory.resolve("src/api/" + name + "/content-types/" + name + "/schema.json"),
                "{'info':{'singularName':'" + name + "'},'attributes':{" + json + "}}"));
        return StrapiSchema.read(directory);
    }

    static void component(Path directory, String uid, String attributes) {
        write(
                directory.resolve("src/components/" + uid.replace('.', '/') + ".json"),
                "{'attributes':{" + attributes + "}}");
    }

    static void write(Path file, String json) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, json.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Real deliveries of this project: names and bodies. */
    static List<String[]> deliveries() {
        try (InputStream lines = Objects.requireNonNull(Project.class.getResourceAsStream("deliveries.tsv"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
