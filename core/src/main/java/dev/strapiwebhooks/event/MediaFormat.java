package dev.strapiwebhooks.event;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A smaller version of an image of the media library.
 *
 * @param url where it is served; may be relative to the Strapi server
 * @param width in pixels
 * @param height in pixels
 * @param size in kilobytes
 * @param mime media type
 */
public record MediaFormat(
        @Nullable String url,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double size,
        @Nullable String mime) {
    static MediaFormat of(JsonNode format) {
        return new MediaFormat(
                Fields.text(format, "url").orElse(null),
                pixels(format.path("width")),
                pixels(format.path("height")),
                format.path("size").isNumber() ? format.path("size").doubleValue() : null,
                Fields.text(format, "mime").orElse(null));
    }

    /**
     * Where it is served, for a reader who knows nothing of Strapi.
     *
     * @param strapi the address that Strapi has for the public, for example {@code https://cms.example}
     * @return the address; empty where there is none
     */
    public Optional<String> absoluteUrl(URI strapi) {
        return absolute(url, strapi);
    }

    /** Texts, because names of files may hold what no URI does. */
    static Optional<String> absolute(@Nullable String url, URI strapi) {
        boolean isRelative = url != null && url.startsWith("/") && !url.startsWith("//");
        return Optional.ofNullable(isRelative ? strapi.toString().replaceFirst("/+$", "") + url : url);
    }

    private static @Nullable Integer pixels(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt() ? number.intValue() : null;
    }
}
