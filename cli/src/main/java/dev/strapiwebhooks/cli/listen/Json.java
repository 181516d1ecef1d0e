package dev.strapiwebhooks.cli.listen;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of the page's interface. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String text(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    static ObjectNode parse(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }
}
