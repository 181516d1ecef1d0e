package dev.strapiwebhooks.event;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a delivery. Give it verified bytes only. Jackson's limits on nesting, numbers and lengths stay in
 * force; a repeated member name is refused, because two readers could disagree on it.
 *
 * <p>Immutable and thread-safe.
 */
public final class EventReader {
    private static final Map<String, EntryAction> ENTRY_ACTIONS = Arrays.stream(EntryAction.values())
            .collect(Collectors.toUnmodifiableMap(EntryAction::eventName, Function.identity()));
    private static final Map<String, MediaEvent.Action> MEDIA_ACTIONS = Arrays.stream(MediaEvent.Action.values())
            .collect(Collectors.toUnmodifiableMap(MediaEvent.Action::eventName, Function.identity()));

    private final JsonMapper mapper;

    private EventReader(JsonMapper mapper) {
        this.mapper = mapper.rebuild()
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * A reader with Jackson's default settings.
     *
     * @return a reader
     */
    public static EventReader create() {
        return new EventReader(JsonMapper.shared());
    }

    /**
     * A reader that binds entries with the application's mapper: its modules, naming and limits.
     *
     * @param mapper the application's mapper; not changed
     * @return a reader
     */
    public static EventReader with(JsonMapper mapper) {
        return new EventReader(requireNonNull(mapper, "mapper"));
    }

    /**
     * Reads one event.
     *
     * @param json the body of a delivery, UTF-8
     * @return the event, an {@link UnknownEvent} when its name or shape is not known
     * @throws MalformedEventException when the bytes are not a JSON object that names an event
     */
    public StrapiEvent read(byte[] json) {
        ObjectNode root = object(json);
        String name = Fields.text(root, "event")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new MalformedEventException(
                        MalformedEventException.Problem.MISSING_EVENT, "the body has no text member \"event\"", null));
        return typed(new Envelope(name, root, mapper));
    }

    private ObjectNode object(byte[] json) {
        if (isWide(json)) {
            throw new MalformedEventException(
                    MalformedEventException.Problem.INVALID_JSON, "the body is not UTF-8", null);
        }
        try {
            JsonNode root = mapper.readTree(json);
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw new MalformedEventException(
                    MalformedEventException.Problem.INVALID_JSON, "the body is not a JSON object", null);
        } catch (JacksonException e) {
            throw new MalformedEventException(
                    MalformedEventException.Problem.INVALID_JSON, "the body is not well-formed JSON", e);
        }
    }

    /** UTF-16 and UTF-32, which Jackson would detect and read, have a zero among the first bytes of any object. */
    private static boolean isWide(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static StrapiEvent typed(Envelope envelope) {
        String name = envelope.name();
        return switch (name) {
            case TestEvent.NAME -> new TestEvent(envelope);
            case ReleaseEvent.NAME ->
                envelope.root().path("isPublished").isBoolean()
                        ? new ReleaseEvent(envelope)
                        : new UnknownEvent(envelope);
            case ReviewStageEvent.NAME -> withModel(envelope, model -> new ReviewStageEvent(envelope, model));
            default -> entryOrMedia(envelope);
        };
    }

    private static StrapiEvent entryOrMedia(Envelope envelope) {
        EntryAction entryAction = ENTRY_ACTIONS.get(envelope.name());
        if (entryAction != null) {
            return withModel(envelope, model -> new EntryEvent(envelope, entryAction, model));
        }
        MediaEvent.Action mediaAction = MEDIA_ACTIONS.get(envelope.name());
        return mediaAction != null && envelope.root().path("media").isObject()
                ? new MediaEvent(envelope, mediaAction)
                : new UnknownEvent(envelope);
    }

    private static StrapiEvent withModel(Envelope envelope, Function<String, StrapiEvent> make) {
        Optional<StrapiEvent> event = Fields.text(envelope.root(), "model").map(make);
        return event.orElseGet(() -> new UnknownEvent(envelope));
    }

    /** Bytes that are not an event at all. */
    public static final class MalformedEventException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Problem problem;

        MalformedEventException(Problem problem, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.problem = problem;
        }

        /**
         * What is wrong.
         *
         * @return the problem
         */
        public Problem problem() {
            return problem;
        }

        /** What is wrong with the bytes. */
        public enum Problem {
            /** Not one JSON object in UTF-8, with distinct names, within Jackson's limits on depth and lengths. */
            INVALID_JSON,
            /** A JSON object without a text member {@code event}. */
            MISSING_EVENT
        }
    }
}
