package dev.strapiwebhooks.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
        return id.isEmpty() ? Optional.empty() : Optional.of(new Release(id.getAsLong(), node));
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

    @Override
    public String toString() {
        return name() + " " + release().map(Release::name).orElse("failed");
    }

    /** A release: entries that are published together. Immutable. */
    public static final class Release {
        private final long id;
        private final JsonNode json;

        Release(long id, JsonNode json) {
            this.id = id;
            this.json = json;
        }

        /** {@return the row's number} */
        public long id() {
            return id;
        }

        /** {@return the stable id; empty for Strapi 4} */
        public Optional<String> documentId() {
            return Fields.text(json, "documentId");
        }

        /** {@return the release's name} */
        public String name() {
            return Fields.text(json, "name").orElse("");
        }

        /** {@return when it was published} */
        public Optional<Instant> releasedAt() {
            return Fields.instant(json, "releasedAt");
        }

        /** {@return when it was meant to be published; empty when it was not scheduled} */
        public Optional<Instant> scheduledAt() {
            return Fields.instant(json, "scheduledAt");
        }

        /** {@return the schedule's time zone; empty when it was not scheduled} */
        public Optional<String> timezone() {
            return Fields.text(json, "timezone");
        }

        /** {@return for example {@code done}; empty where Strapi does not send it} */
        public Optional<String> status() {
            return Fields.text(json, "status");
        }

        /** {@return how many entries it held; empty for versions that do not say} */
        public OptionalLong actionCount() {
            return Fields.integer(json.path("actions"), "count");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Release release && json.equals(release.json);
        }

        @Override
        public int hashCode() {
            return json.hashCode();
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
