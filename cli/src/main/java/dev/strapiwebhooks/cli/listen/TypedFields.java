package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.event.StrapiEvent;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the typed event says, by its public accessors, so that the page shows what the application gets. */
final class TypedFields {
    private static final Set<String> NOT_FIELDS =
            Set.of("json", "toString", "hashCode", "getClass", "notify", "notifyAll");

    private TypedFields() {}

    static ObjectNode of(StrapiEvent event) {
        ObjectNode json = Json.object();
        json.put("type", event.getClass().getSimpleName());
        ArrayNode fields = json.putArray("fields");
        Arrays.stream(event.getClass().getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !NOT_FIELDS.contains(method.getName()) && method.getReturnType() != void.class)
                .filter(method -> !JsonNode.class.isAssignableFrom(method.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method ->
                        fields.addObject().put("name", method.getName()).put("value", value(method, event)));
        return json;
    }

    private static String value(Method method, StrapiEvent event) {
        try {
            Object value = method.invoke(event);
            if (value instanceof Optional<?> optional) {
                return optional.map(String::valueOf).orElse("absent");
            }
            if (value instanceof OptionalLong number) {
                return number.isPresent() ? Long.toString(number.getAsLong()) : "absent";
            }
            return String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause();
            return "not readable: " + (cause == null ? e : cause).getMessage();
        }
    }
}
