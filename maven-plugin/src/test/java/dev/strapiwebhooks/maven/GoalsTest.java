package dev.strapiwebhooks.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals, with the parameters that Maven would give them. */
class GoalsTest {
    private static final String SCHEMA =
            "{\"info\":{\"singularName\":\"tag\"},\"attributes\":{\"name\":{\"type\":\"string\"}}}";

    @TempDir
    Path directory;

    @BeforeEach
    void schema() throws IOException {
        tag("name");
    }

    @Test
    void generateWritesTheTypesAndHasThemCompiled() throws Exception {
        GenerateMojo generate = generate();
        generate.execute();
        assertThat(sources().resolve("com/example/Tag.java")).content().contains("@Nullable String name");
        assertThat(generate.project.getCompileSourceRoots())
                .containsExactly(sources().toString());
        assertThat(generate.project.getResources())
                .extracting(Resource::getDirectory)
                .containsExactly(resources().toString());
        assertThat(resources().resolve("META-INF/native-image/strapi-types/com.example/reachability-metadata.json"))
                .content()
                .contains("com.example.Tag");
    }

    @Test
    void checkFailsUntilTheTypesAreThoseOfTheSchema() throws Exception {
        assertThatThrownBy(() -> check().execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("com/example/Tag.java is missing");
        generate().execute();
        check().execute();
        tag("title");
        assertThatThrownBy(() -> check().execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("com/example/Tag.java has changed")
                .hasMessageNotContaining("StrapiTypes");
        assertThat(sources().resolve("com/example/Tag.java")).content().contains("@Nullable String name");
    }

    @Test
    void theParametersAreUsed() throws Exception {
        GenerateMojo generate = generate();
        generate.nameOverrides = List.of("api::tag.tag=Label", "api::tag.tag.name = caption");
        generate.typeMappings = List.of("string=java.lang.CharSequence");
        generate.includes = List.of("api::*");
        generate.excludes = List.of("admin::*");
        generate.strapiVersion = 4;
        generate.execute();
        assertThat(sources().resolve("com/example/Label.java"))
                .content()
                .contains("@JsonProperty(\"name\") @Nullable CharSequence caption")
                .doesNotContain("documentId");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        GenerateMojo noPair = generate();
        noPair.typeMappings = List.of("string");
        assertThatThrownBy(noPair::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("typeMappings: \"string\" is not of the form name=value");
        GenerateMojo twice = generate();
        twice.customFields = List.of("a=java.lang.String", "a=java.lang.Long");
        assertThatThrownBy(twice::execute).hasMessage("customFields: a is there twice");
        GenerateMojo elsewhere = generate();
        elsewhere.strapiDirectory = directory.resolve("none").toFile();
        assertThatThrownBy(elsewhere::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("is no Strapi project");
    }

    @Test
    void whatIsSkippedDoesNothing() throws Exception {
        GenerateMojo generate = generate();
        generate.skip = true;
        generate.execute();
        CheckMojo check = check();
        check.skip = true;
        check.execute();
        FetchMojo fetch = new FetchMojo();
        fetch.skip = true;
        fetch.execute();
        assertThat(sources()).doesNotExist();
    }

    @Test
    void fetchStoresWhatGenerateReads() throws Exception {
        HttpServer strapi = strapi();
        try {
            FetchMojo fetch = fetch("http://localhost:" + strapi.getAddress().getPort());
            fetch.execute();
            GenerateMojo generate = generate();
            generate.strapiDirectory = fetch.strapiDirectory;
            generate.execute();
            assertThat(sources().resolve("com/example/Tag.java")).content().contains("@Nullable String fetched");
        } finally {
            strapi.stop(0);
        }
    }

    @Test
    void fetchRefusesWhatCannotBeMeant() {
        FetchMojo noToken = fetch("http://localhost:1");
        noToken.environment = name -> null;
        assertThatThrownBy(noToken::execute).hasMessage("the environment variable STRAPI_TOKEN has no API token");
        FetchMojo intoProject = fetch("http://localhost:1");
        intoProject.strapiDirectory = project();
        assertThatThrownBy(intoProject::execute).hasMessageContaining("is a Strapi project");
        assertThatThrownBy(fetch("http://strapi.example")::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("https://");
        assertThatThrownBy(fetch("not a url")::execute).isInstanceOf(MojoExecutionException.class);
    }

    private GenerateMojo generate() {
        GenerateMojo mojo = configured(new GenerateMojo());
        mojo.resourcesDirectory = resources().toFile();
        return mojo;
    }

    private CheckMojo check() {
        return configured(new CheckMojo());
    }

    private <T extends TypesMojo> T configured(T mojo) {
        mojo.strapiDirectory = project();
        mojo.packageName = "com.example";
        mojo.outputDirectory = sources().toFile();
        return mojo;
    }

    private FetchMojo fetch(String url) {
        FetchMojo mojo = new FetchMojo();
        mojo.url = url;
        mojo.strapiDirectory = directory.resolve("fetched").toFile();
        mojo.environment = name -> name.equals("STRAPI_TOKEN") ? "token" : null;
        return mojo;
    }

    private File project() {
        return directory.resolve("strapi").toFile();
    }

    private Path sources() {
        return directory.resolve("sources");
    }

    private Path resources() {
        return directory.resolve("resources");
    }

    private void tag(String attribute) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("strapi/src/api/tag/content-types/tag"));
        Files.writeString(folder.resolve("schema.json"), SCHEMA.replace("name\":{", attribute + "\":{"));
    }

    private static HttpServer strapi() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String types = exchange.getRequestURI().getPath().endsWith("components")
                    ? ""
                    : "{\"uid\":\"api::tag.tag\",\"schema\":{\"attributes\":{\"fetched\":{\"type\":\"string\"}}}}";
            byte[] body = ("{\"data\":[" + types + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
