package dev.strapiwebhooks.codegen;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the schema from a running Strapi, for projects whose schema is code, comes from plugins, or stands in another
 * repository. Strapi's API token needs the permissions {@code getContentTypes} and {@code getComponents} of the content-type
 * builder.
 */
public final class SchemaFetcher {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI strapi;
    private final String token;

    /**
     * For one Strapi.
     *
     * @param strapi its address, for example {@code http://localhost:1337}
     * @param token an API token; it is sent there and nowhere else, and shown in no message
     * @throws SchemaException when the address is none, or would carry the token in plain text through a network
     */
    public SchemaFetcher(URI strapi, String token) {
        String host = String.valueOf(strapi.getHost());
        boolean isLocal = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        if (!"https".equals(strapi.getScheme()) && !("http".equals(strapi.getScheme()) && isLocal)) {
            throw new SchemaException("url: " + strapi + " must begin with https://, or be on this machine");
        }
        this.strapi = URI.create(strapi.toString().replaceFirst("/+$", "") + "/");
        this.token = token;
    }

    /**
     * Fetches the schema and stores it as files to commit, for {@link StrapiSchema#read}.
     *
     * @param directory where to
     * @return the schema
     * @throws SchemaException saying what Strapi answered
     */
    public StrapiSchema fetchTo(Path directory) {
        JsonNode contentTypes = sorted(get("content-types"));
        JsonNode components = sorted(get("components"));
        StrapiSchema schema = StrapiSchema.ofBuilder(bytes(contentTypes), bytes(components));
        FetchedFiles.write(directory, contentTypes, components);
        return schema;
    }

    private JsonNode get(String what) {
        URI uri = strapi.resolve("api/content-type-builder/" + what);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<byte[]> response = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw refused(uri, response.statusCode());
            }
            JsonNode answer = StrapiSchema.parse(response.body(), uri.toString());
            if (!answer.path("data").isArray()) {
                throw new SchemaException(uri + " answered something else than Strapi's content-type builder");
            }
            return answer;
        } catch (IOException e) {
            throw new SchemaException(uri + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaException("interrupted while waiting for " + uri, e);
        }
    }

    private static SchemaException refused(URI uri, int status) {
        String help = switch (status) {
            case 401 -> ": the token is not known there";
            case 403 -> ": the token needs the permissions getContentTypes and getComponents of Content-type-builder";
            case 404 -> ": is this the address of Strapi itself, and is its content-type builder installed?";
            default -> "";
        };
        return new SchemaException(uri + " answered " + status + help);
    }

    /** By uid: Strapi gives them in the order in which it has loaded them. */
    private static JsonNode sorted(JsonNode answer) {
        List<JsonNode> types = new ArrayList<>(answer.path("data").valueStream().toList());
        types.sort(Comparator.comparing(type -> type.path("uid").asString("")));
        ObjectNode sorted = JsonMapper.shared().createObjectNode();
        sorted.putArray("data").addAll(types);
        return sorted;
    }

    private static byte[] bytes(JsonNode json) {
        return JsonMapper.shared().writeValueAsBytes(json);
    }
}
