package dev.strapiwebhooks.event;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says where and why a part of an event does not fit a class, without repeating its content. */
final class Misfit {
    private Misfit() {}

    /** For example {@code  at category.id: null for long}. */
    static String of(JsonNode node, JacksonException problem) {
        StringBuilder path = new StringBuilder();
        JsonNode found = node;
        for (Reference step : problem.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
                found = found.path(step.getIndex());
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
                found = found.path(name);
            }
        }
        String kind =
                found.isMissingNode() ? "nothing" : found.getNodeType().name().toLowerCase(Locale.ROOT);
        String wanted = problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? " for " + mismatch.getTargetType().getSimpleName()
                : "";
        return (path.isEmpty() ? "" : " at " + path) + ": " + kind + wanted;
    }
}
