package dev.strapiwebhooks.codegen;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strapiwebhooks.types.Blocks;
import dev.strapiwebhooks.types.EnumValue;
import dev.strapiwebhooks.types.Relation;
import dev.strapiwebhooks.types.Relations;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Walks JSON, and looks each value up in a record. It knows Jackson's part in nothing but the names. */
final class Losses {
    private final List<String> found = new ArrayList<>();

    private Losses() {}

    static List<String> between(JsonNode json, Object value) {
        Losses losses = new Losses();
        losses.compare("", json, value);
        return losses.found;
    }

    private void compare(String path, JsonNode json, @Nullable Object value) {
        if (value instanceof Relation<?> relation) {
            relation(
                    path,
                    json,
                    relation.isLoaded(),
                    relation.count().orElse(-1),
                    relation.value().orElse(null));
        } else if (value instanceof Relations<?> relations) {
            relation(path, json, relations.isLoaded(), relations.count().orElse(-1), relations.values());
        } else if (value instanceof JsonNode node) {
            expect(path, json, node, node.equals(json));
        } else if (value instanceof Blocks blocks) {
            expect(path, json, value, blocks.json().equals(json));
        } else if (json.isNull() || value == null) {
            expect(path, json, value, json.isNull() && value == null);
        } else if (json.isObject() && value instanceof Record record) {
            json.properties().forEach(member -> member(path, member.getKey(), member.getValue(), record));
        } else if (json.isArray() && value instanceof List<?> list) {
            elements(path, json, list);
        } else {
            expect(path, json, value, isSame(json, value));
        }
    }

    private void relation(String path, JsonNode json, boolean isLoaded, long count, @Nullable Object value) {
        if (isLoaded) {
            compare(path, json, value);
        } else {
            expect(path, json, count, json.size() == 1 && json.path("count").asLong(-2) == count);
        }
    }

    private void elements(String path, JsonNode json, List<?> list) {
        expect(path + ".length", json, list.size(), json.size() == list.size());
        for (int i = 0; i < Math.min(json.size(), list.size()); i++) {
            compare(path + "[" + i + "]", json.path(i), list.get(i));
        }
    }

    private void member(String path, String name, JsonNode json, Record record) {
        if (name.equals("__component") || name.equals("__type")) {
            expect(path + name, json, record, json.asString().equals(uid(record)));
            return;
        }
        String full = path.isEmpty() ? name : path + "." + name;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (wire(component).equals(name)) {
                compare(full, json, get(component, record));
                return;
            }
        }
        found.add(full + ": nothing for " + json);
    }

    private static String wire(RecordComponent component) {
        if (component.getName().equals("providerMetadata")) {
            return "provider_metadata";
        }
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static @Nullable Object get(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(record.toString(), e);
        }
    }

    private static Object uid(Record record) {
        try {
            return String.valueOf(record.getClass().getField("UID").get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(record.toString(), e);
        }
    }

    private static boolean isSame(JsonNode json, Object value) {
        if (json.isBoolean()) {
            return value.equals(json.booleanValue());
        }
        if (json.isNumber()) {
            return new BigDecimal(json.asString()).compareTo(new BigDecimal(value.toString())) == 0;
        }
        return json.isString() && isText(json.stringValue(), value);
    }

    private static boolean isText(String text, Object value) {
        if (value instanceof Instant instant) {
            return instant.equals(
                    text.contains("T") ? Instant.parse(text) : Instant.ofEpochMilli(Long.parseLong(text)));
        }
        if (value instanceof LocalDate date) {
            return date.equals(LocalDate.parse(text));
        }
        if (value instanceof LocalTime time) {
            return time.equals(LocalTime.parse(text));
        }
        if (value instanceof BigInteger number) {
            return number.equals(new BigInteger(text));
        }
        if (value instanceof EnumValue<?> choice) {
            return choice.text().equals(text) && !choice.value().name().equals("UNKNOWN");
        }
        return value.equals(text);
    }

    private void expect(String path, JsonNode json, @Nullable Object value, boolean isSame) {
        if (!isSame) {
            found.add(path + ": " + value + " for " + json);
        }
    }
}
