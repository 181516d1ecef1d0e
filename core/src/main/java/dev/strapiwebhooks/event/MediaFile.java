package dev.strapiwebhooks.event;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A file of the media library. Also fits media members of entries ({@code cover}, {@code gallery}), so applications can
 * use it in classes of their own.
 *
 * @param id the row's number
 * @param documentId the stable id, null for Strapi 4
 * @param name file name
 * @param alternativeText alternative text, null when empty
 * @param caption caption, null when empty
 * @param width in pixels, null for files that are not images
 * @param height in pixels, null for files that are not images
 * @param formats smaller versions by name, null when there are none
 * @param hash name of the stored file, without extension
 * @param ext extension with its dot
 * @param mime media type
 * @param size in kilobytes
 * @param url where it is served; may be relative to the Strapi server
 * @param previewUrl a preview, null when there is none
 * @param provider where it is stored, for example {@code local}
 * @param createdAt time of upload
 * @param updatedAt time of the last change
 * @param focalPoint what must stay visible when the image is cut, null when nobody has chosen it
 * @param providerMetadata what the provider keeps about it, null when nothing
 * @param publishedAt time of upload in Strapi 5, null for Strapi 4
 */
@JsonNaming(MediaFile.WireNames.class)
public record MediaFile(
        @Nullable Long id,
        @Nullable String documentId,
        @Nullable String name,
        @Nullable String alternativeText,
        @Nullable String caption,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable JsonNode formats,
        @Nullable String hash,
        @Nullable String ext,
        @Nullable String mime,
        @Nullable Double size,
        @Nullable String url,
        @Nullable String previewUrl,
        @Nullable String provider,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable JsonNode focalPoint,
        @Nullable JsonNode providerMetadata,
        @Nullable Instant publishedAt) {
    /**
     * A smaller version of an image.
     *
     * @param name {@code thumbnail}, {@code small}, {@code medium}, {@code large} or one of your own
     * @return the version; empty where Strapi has made none of this name
     */
    public Optional<MediaFormat> format(String name) {
        JsonNode format = formats == null ? null : formats.get(name);
        return format != null && format.isObject() ? Optional.of(MediaFormat.of(format)) : Optional.empty();
    }

    /**
     * Where it is served, for a reader who knows nothing of Strapi.
     *
     * @param strapi the address that Strapi has for the public, for example {@code https://cms.example}
     * @return the address; as it is where Strapi sent a complete one, as with most providers; empty where there is none
     */
    public Optional<String> absoluteUrl(URI strapi) {
        return MediaFormat.absolute(url, strapi);
    }

    /** The names on the wire, which no setting of the application's mapper changes. */
    static final class WireNames extends PropertyNamingStrategies.NamingBase {
        private static final long serialVersionUID = 1L;

        /** For Jackson. */
        WireNames() {}

        @Override
        public String translate(String name) {
            return name.equals("providerMetadata") ? "provider_metadata" : name;
        }
    }
}
