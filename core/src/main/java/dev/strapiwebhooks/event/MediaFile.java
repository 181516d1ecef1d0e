package dev.strapiwebhooks.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
 */
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
        @Nullable Instant updatedAt) {}
