package dev.strapiwebhooks.jdbc;

import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Headers in a text column, as a JSON object of arrays. */
final class HeaderJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};

    private HeaderJson() {}

    static String write(Map<String, List<String>> headers) {
        return ColumnText.cleaned(MAPPER.writeValueAsString(headers), Integer.MAX_VALUE);
    }

    static Map<String, List<String>> read(String json) {
        return MAPPER.readValue(json, HEADERS);
    }
}
