package dev.strapiwebhooks.event;

import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** {@code releases.publish}: a release was published, or its publication failed. */
public final class ReleaseEvent extends StrapiEvent {
    /** The event's name in Strapi. */
    public static final String NAME = "releases.publish";

    ReleaseEvent(Envelope envelope) {
        super(envelope);
    }

    /**
     * Whether the publication succeeded.
     *
     * @return false when it failed
     */
    public boolean isPublished() {
        return json().path("isPublished").asBoolean(false);
    }

    /**
     * The release.
     *
     * @return the release; empty when its publication failed
     */
    public Optional<Release> release() {
        JsonNode node = json().path("release");
        OptionalLong id = Fields.integer(node, "id");
        return id.isEmpty() ? Optional.empty() : Optional.of(release(id.getAsLong(), node));
    }

    /**
     * Why the publication failed, as far as Strapi tells: mostly an empty object, because it serialises a JavaScript
     * error.
     *
     * @return the error; empty when the release was published
     */
    public Optional<JsonNode> error() {
        return Optional.ofNullable(json().get("error"));
    }

    private static Release release(long id, JsonNode node) {
        OptionalLong actions = Fields.integer(node.path("actions"), "count");
        return new Release(
                id,
                Fields.text(node, "documentId").orElse(null),
                Fields.text(node, "name").orElse(""),
                Fields.instant(node, "releasedAt").orElse(null),
                Fields.instant(node, "scheduledAt").orElse(null),
                Fields.text(node, "timezone").orElse(null),
                Fields.text(node, "status").orElse(null),
                actions.isPresent() ? actions.getAsLong() : null);
    }

    @Override
    public String toString() {
        return name() + " " + release().map(Release::name).orElse("failed");
    }
}
