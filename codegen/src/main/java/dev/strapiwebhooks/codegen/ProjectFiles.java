package dev.strapiwebhooks.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The schema files of a Strapi project, where Strapi's own loaders look for them. */
final class ProjectFiles {
    private static final String API = "src/api";

    private final Path root;

    ProjectFiles(Path directory) {
        if (!Files.isDirectory(directory.resolve(API))) {
            throw new SchemaException(directory.toAbsolutePath() + " is no Strapi project: it has no directory " + API);
        }
        root = directory;
    }

    List<TypeSchema> read() {
        List<TypeSchema> types = new ArrayList<>();
        for (Path api : children(root.resolve(API))) {
            contentTypes(types, api, "api::" + api.getFileName());
        }
        for (Path plugin : children(root.resolve("src/extensions"))) {
            contentTypes(types, plugin, "plugin::" + plugin.getFileName());
        }
        for (Path category : children(root.resolve("src/components"))) {
            for (Path file : children(category)) {
                component(types, category, file);
            }
        }
        return types;
    }

    private void contentTypes(List<TypeSchema> types, Path api, String namespace) {
        for (Path folder : children(api.resolve("content-types"))) {
            if (Files.isDirectory(folder)) {
                Path file = schema(folder);
                JsonNode schema = parse(file);
                String name = schema.path("info").path("singularName").asString("");
                if (name.isEmpty()) {
                    throw new SchemaException(shown(file) + " has no info.singularName");
                }
                types.add(TypeSchema.ofFile(namespace + "." + name, schema));
            }
        }
    }

    private Path schema(Path folder) {
        Path json = folder.resolve("schema.json");
        if (Files.exists(json)) {
            return json;
        }
        for (String code : List.of("schema.js", "schema.ts")) {
            if (Files.exists(folder.resolve(code))) {
                throw new SchemaException(shown(folder.resolve(code))
                        + " is code, which only Strapi can run; take the schema from the running Strapi (fetch)");
            }
        }
        throw new SchemaException(shown(folder) + " has no schema.json");
    }

    private void component(List<TypeSchema> types, Path category, Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".json")) {
            String uid = category.getFileName() + "." + name.substring(0, name.length() - ".json".length());
            types.add(TypeSchema.ofFile(uid, parse(file)));
        } else if (name.endsWith(".js") || name.endsWith(".ts")) {
            throw new SchemaException(shown(file)
                    + " is code, which only Strapi can run; take the schema from the running Strapi (fetch)");
        }
    }

    private JsonNode parse(Path file) {
        try {
            return StrapiSchema.parse(Files.readAllBytes(file), shown(file));
        } catch (IOException e) {
            throw new UncheckedIOException(shown(file) + " cannot be read", e);
        }
    }

    private String shown(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Sorted, so that every machine reads them in the same order. */
    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be read", e);
        }
    }
}
