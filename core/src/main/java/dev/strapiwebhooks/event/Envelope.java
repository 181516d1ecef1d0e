package dev.strapiwebhooks.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What all events share: the parsed body and the mapper that binds parts of it. */
record Envelope(String name, ObjectNode root, JsonMapper mapper) {
    /** Events come from a reader only; a framework that binds parameters to constructors makes none. */
    Envelope {
        requireNonNull(name, "events come from EventReader only");
        requireNonNull(root, "events come from EventReader only");
        requireNonNull(mapper, "events come from EventReader only");
    }

    Optional<Instant> createdAt() {
        return Fields.instant(root, "createdAt");
    }

    <T> T bind(JsonNode node, String what, Class<T> type) {
        if (!node.isObject()) {
            throw new EventBindingException(name + " has no " + what + " object", null);
        }
        try {
            return mapper.treeToValue(node, type);
        } catch (InvalidDefinitionException e) {
            throw e; // a fault of the class, whatever the entry
        } catch (JacksonException e) {
            throw new EventBindingException(
                    name + ": " + what + " does not fit " + type.getSimpleName() + Misfit.of(node, e), e);
        }
    }
}
