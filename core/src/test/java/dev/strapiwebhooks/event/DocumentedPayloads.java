package dev.strapiwebhooks.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The example payloads of https://docs.strapi.io/cms/backend-customization/webhooks, in the order given there. */
final class DocumentedPayloads {
    private DocumentedPayloads() {}

    static List<byte[]> all() {
        JsonMapper mapper = JsonMapper.shared();
        try (InputStream json = DocumentedPayloads.class.getResourceAsStream("/strapi-documentation-payloads.json")) {
            return mapper.readTree(Objects.requireNonNull(json))
                    .valueStream()
                    .map(mapper::writeValueAsBytes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
