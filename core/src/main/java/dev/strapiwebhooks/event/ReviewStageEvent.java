package dev.strapiwebhooks.event;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code review-workflows.updateEntryStage}: an entry moved to another stage of its review (Enterprise Edition). */
public final class ReviewStageEvent extends StrapiEvent {
    /** The event's name in Strapi. */
    public static final String NAME = "review-workflows.updateEntryStage";

    private final String model;

    ReviewStageEvent(Envelope envelope, String model) {
        super(envelope);
        this.model = model;
    }

    /**
     * The content type's short name.
     *
     * @return for example {@code article}
     */
    public String model() {
        return model;
    }

    /**
     * The content type's unique name.
     *
     * @return for example {@code api::article.article}
     */
    public Optional<String> uid() {
        return Fields.text(json(), "uid");
    }

    /**
     * The entry's row number.
     *
     * @return the id
     */
    public OptionalLong id() {
        return Fields.integer(entity(), "id");
    }

    /**
     * The document's stable id.
     *
     * @return the id; empty for Strapi 4
     */
    public Optional<String> documentId() {
        return Fields.text(entity(), "documentId");
    }

    /**
     * The entry's locale.
     *
     * @return the locale, where there is one
     */
    public Optional<String> locale() {
        return Fields.text(entity(), "locale");
    }

    /**
     * Whether the draft or the published row moved.
     *
     * @return for example {@code draft}; empty for Strapi 4
     */
    public Optional<String> status() {
        return Fields.text(entity(), "status");
    }

    /**
     * The workflow's number.
     *
     * @return the id
     */
    public OptionalLong workflowId() {
        return Fields.integer(json().path("workflow"), "id");
    }

    /**
     * The stage that the entry left.
     *
     * @return the stage; empty when it had none
     */
    public Optional<Stage> from() {
        return stage("from");
    }

    /**
     * The stage that the entry is in now.
     *
     * @return the stage; empty when it was taken out of the workflow
     */
    public Optional<Stage> to() {
        return stage("to");
    }

    private Optional<Stage> stage(String end) {
        JsonNode stage = json().path("workflow").path("stages").path(end);
        OptionalLong id = Fields.integer(stage, "id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Stage(id.getAsLong(), Fields.text(stage, "name").orElse("")));
    }

    private JsonNode entity() {
        return json().path("entity");
    }

    @Override
    public String toString() {
        String left = from().map(Stage::name).orElse("-");
        return name() + " " + model + " " + left + " -> "
                + to().map(Stage::name).orElse("-");
    }

    /** A stage of a review. Immutable. */
    public static final class Stage {
        private final long id;
        private final String name;

        Stage(long id, String name) {
            this.id = id;
            this.name = name;
        }

        /** {@return the stage's number} */
        public long id() {
            return id;
        }

        /** {@return the stage's name} */
        public String name() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stage stage && id == stage.id && name.equals(stage.name);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
