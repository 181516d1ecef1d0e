package dev.strapiwebhooks.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas from files, and from a running Strapi. */
class StrapiSchemaTest {
    private static final String TYPES =
            "{'data':[{'uid':'plugin::upload.file','schema':{'attributes':{}}},{'uid':'api::tag.tag',"
                    + "'apiID':'tag','schema':{'draftAndPublish':true,'displayName':'Tag','singularName':'tag','kind':'collectionType',"
                    + "'pluginOptions':{'i18n':{'localized':true}},'attributes':{'name':{'type':'string'},'secret':{'type':'string',"
                    + "'private':true},'seo':{'type':'component','component':'shared.seo','repeatable':false},'image':{'type':'media',"
                    + "'multiple':false,'private':false},'role':{'type':'relation','relation':'oneToOne','target':"
                    + "'plugin::users-permissions.role','private':false}}}},{'uid':'admin::role','schema':{'attributes':{}}}]}";
    private static final String COMPONENTS = "{'data':[{'uid':'shared.seo','category':'shared','apiId':'seo','schema':"
            + "{'displayName':'Seo','attributes':{'title':{'type':'string'}}}}]}";

    @TempDir
    Path directory;

    @Test
    void theProjectsFilesAreRead() {
        assertThat(StrapiSchema.read(Project.directory()).own())
                .containsExactly(
                        "api::author.author",
                        "api::home.home",
                        "api::kitchen.kitchen",
                        "api::note.note",
                        "api::plain.plain",
                        "api::tag.tag",
                        "blocks.everything",
                        "blocks.rich-text",
                        "shared.link",
                        "shared.quote",
                        "shared.seo");
    }

    @Test
    void extensionsTakeThePlaceOfWhatStrapiHas() {
        Project.of(directory, Map.of("tag", "'name':{'type':'string'}"));
        Project.write(
                directory.resolve("src/extensions/users-permissions/content-types/user/schema.json"),
                "{'info':{'singularName':'user'},'attributes':{'points':{'type':'integer'}}}");
        StrapiSchema schema = StrapiSchema.read(directory);
        assertThat(TypeGenerator.generate(schema, TypeOptions.of("a.b"))
                        .sources()
                        .get("a/b/UsersPermissionsUser.java"))
                .contains("@Nullable Integer points")
                .doesNotContain("email");
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        assertThatThrownBy(() -> StrapiSchema.read(directory))
                .hasMessageContaining("is no Strapi project: it has no directory src/api");
        Path folder = Files.createDirectories(directory.resolve("src/api/tag/content-types/tag"));
        assertThatThrownBy(() -> StrapiSchema.read(directory))
                .hasMessage("src/api/tag/content-types/tag has no schema.json");
        Files.writeString(folder.resolve("schema.js"), "module.exports = {}");
        assertThatThrownBy(() -> StrapiSchema.read(directory))
                .hasMessageStartingWith("src/api/tag/content-types/tag/schema.js is code");
        Project.write(folder.resolve("schema.json"), "{'info':");
        assertThatThrownBy(() -> StrapiSchema.read(directory))
                .hasMessageStartingWith("src/api/tag/content-types/tag/schema.json: no well-formed JSON");
        Project.write(folder.resolve("schema.json"), "{'info':{}}");
        assertThatThrownBy(() -> StrapiSchema.read(directory)).hasMessageContaining("has no info.singularName");
        Project.write(folder.resolve("schema.json"), "{'info':{'singularName':'tag'}}");
        assertThatThrownBy(() -> StrapiSchema.read(directory))
                .hasMessage("the schema of api::tag.tag has no attributes");
    }

    @Test
    void aRunningStrapiIsAskedAndItsAnswerStored() throws IOException {
        HttpServer strapi = strapi();
        try {
            URI url = URI.create("http://localhost:" + strapi.getAddress().getPort() + "/");
            StrapiSchema fetched = new SchemaFetcher(url, "token").fetchTo(directory);
            assertThat(fetched.own()).containsExactly("api::tag.tag", "shared.seo");
            Map<String, String> sources =
                    TypeGenerator.generate(fetched, TypeOptions.of("a.b")).sources();
            assertThat(sources.get("a/b/Tag.java"))
                    .contains(
                            "@Nullable SharedSeo seo",
                            "@Nullable MediaFile image",
                            "Relation<UsersPermissionsRole> role",
                            "locale")
                    .doesNotContain("secret");
            assertThat(TypeGenerator.generate(StrapiSchema.read(directory), TypeOptions.of("a.b"))
                            .sources())
                    .isEqualTo(sources);
            assertThat(Files.readString(directory.resolve("content-types.json")))
                    .endsWith("}\n")
                    .doesNotContain("\r");
            assertThatThrownBy(() -> new SchemaFetcher(url, "wrong").fetchTo(directory))
                    .hasMessageContaining("answered 401: the token is not known there")
                    .hasMessageNotContaining("wrong");
        } finally {
            strapi.stop(0);
        }
    }

    @Test
    void aTokenDoesNotTravelInPlainText() {
        assertThatThrownBy(() -> new SchemaFetcher(URI.create("http://strapi.example"), "token"))
                .hasMessage("url: http://strapi.example must begin with https://, or be on this machine");
        assertThatThrownBy(() -> new SchemaFetcher(URI.create("strapi.example"), "token"))
                .isInstanceOf(SchemaException.class);
    }

    @Test
    void somethingElseIsNoSchema() {
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StrapiSchema.ofBuilder(empty, empty)).hasMessageContaining("have no member \"data\"");
    }

    private static HttpServer strapi() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/content-type-builder/", exchange -> {
            boolean isAllowed =
                    "Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = exchange.getRequestURI().getPath().endsWith("content-types") ? TYPES : COMPONENTS;
            byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isAllowed ? 200 : 401, isAllowed ? bytes.length : -1);
            if (isAllowed) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
        return server;
    }
}
