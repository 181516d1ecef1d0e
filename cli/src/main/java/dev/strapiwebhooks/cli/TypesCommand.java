package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.codegen.GeneratedTypes;
import dev.strapiwebhooks.codegen.SchemaFetcher;
import dev.strapiwebhooks.codegen.StrapiSchema;
import dev.strapiwebhooks.codegen.TypeGenerator;
import dev.strapiwebhooks.codegen.TypeOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes Java types for the content types and components of a Strapi project. */
@Command(
        name = "types",
        mixinStandardHelpOptions = true,
        description =
                "Writes a Java record for each content type and component of a Strapi project; the Maven plugin does the"
                        + " same in a build.")
final class TypesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--project",
            paramLabel = "FOLDER",
            description = "The Strapi project, or the folder that --fetch has written.")
    private @Nullable Path project;

    @Option(
            names = "--deliveries",
            paramLabel = "FOLDER",
            description = "Instead of a project: files with deliveries, of which the types are learned.")
    private @Nullable Path deliveries;

    @Option(
            names = "--fetch",
            paramLabel = "URL",
            description =
                    "First takes the schema from the Strapi there, with the API token in $$STRAPI_TOKEN, which needs the"
                            + " permissions getContentTypes and getComponents, and writes it to --project.")
    private @Nullable URI strapi;

    @Option(names = "--package", required = true, description = "The package of the types.")
    private String packageName = "";

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "The folder of sources to write them to.")
    private Path out = Path.of("");

    @Option(names = "--check", description = "Writes nothing, and says what differs from what is there.")
    private boolean check;

    @Option(
            names = "--strapi",
            paramLabel = "4|5",
            defaultValue = "5",
            description = "The version of Strapi: ${DEFAULT-VALUE}.")
    private int version = 5;

    @Option(names = "--include", paramLabel = "UID", description = "Only these and what they refer to; * for any text.")
    private List<String> includes = List.of();

    @Option(names = "--exclude", paramLabel = "UID", description = "Not these.")
    private List<String> excludes = List.of();

    @Option(
            names = "--map",
            paramLabel = "TYPE=CLASS",
            description = "Classes for types of attributes or one attribute.")
    private Map<String, String> mappings = Map.of();

    @Option(names = "--custom-field", paramLabel = "FIELD=CLASS", description = "Classes for custom fields.")
    private Map<String, String> customFields = Map.of();

    @Option(names = "--name", paramLabel = "UID=NAME", description = "Names for types, attributes and values.")
    private Map<String, String> names = Map.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter terminal = spec.commandLine().getOut();
        GeneratedTypes types = TypeGenerator.generate(
                schema(), new TypeOptions(packageName, version, includes, excludes, mappings, customFields, names));
        if (check) {
            List<String> differences = types.differences(out);
            differences.forEach(terminal::println);
            return differences.isEmpty() ? 0 : ExitCode.REFUSED;
        }
        types.writeSources(out).forEach(terminal::println);
        return 0;
    }

    private StrapiSchema schema() throws IOException {
        if (deliveries != null && project == null && strapi == null) {
            return StrapiSchema.ofDeliveries(bodies(deliveries));
        }
        if (project == null || deliveries != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Either --project or --deliveries is needed");
        }
        return strapi == null ? StrapiSchema.read(project) : fetch(strapi, project);
    }

    private static List<byte[]> bodies(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> bodies = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                bodies.add(DeliveryFile.read(Files.readAllBytes(file)).body());
            }
            return bodies;
        }
    }

    private static StrapiSchema fetch(URI url, Path folder) {
        String token = System.getenv("STRAPI_TOKEN");
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException("$STRAPI_TOKEN has no API token");
        }
        return new SchemaFetcher(url, token.strip()).fetchTo(folder);
    }
}
