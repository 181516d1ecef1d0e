package dev.strapiwebhooks.event;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says where and why a part of an event does not fit a class, without repeating its content. */
final class Misfit {
    private static final int LONGEST_NAME = 40;

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
                path.append(path.isEmpty() ? "" : ".").append(shortened(name));
                found = found.path(name);
            }
        }
        String cause = problem instanceof ValueInstantiationException && problem.getCause() != null
                ? ", " + problem.getCause().getClass().getSimpleName()
                : "";
        String kind =
                found.isMissingNode() ? "nothing" : found.getNodeType().name().toLowerCase(Locale.ROOT);
        String wanted = problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? " for " + mismatch.getTargetType().getSimpleName()
                : "";
        return (path.isEmpty() ? "" : " at " + path) + ": " + kind + wanted + cause;
    }

    /** A name may be a key of a map, and so content. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
