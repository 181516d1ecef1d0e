package dev.strapiwebhooks.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries of Strapi 4.26.2 and 5.54.0, every event and its oddities. Thread-safe; read once. */
public final class CapturedDeliveries {
    private static final String FOLDER = "captures/";

    private CapturedDeliveries() {}

    /**
     * All captures.
     *
     * @return in the order of their names
     */
    public static List<CapturedDelivery> all() {
        return Holder.ALL;
    }

    /**
     * The captures that carry a signature and a body.
     *
     * @return those that a verifier accepts, with their secret and a clock at their time
     */
    public static List<CapturedDelivery> signed() {
        return all().stream().filter(c -> c.secret().isPresent() && c.hasBody()).toList();
    }

    /**
     * What a receiver sees when Strapi follows a 301, 302 or 303: a GET without body.
     *
     * @return requests to refuse
     */
    public static List<CapturedDelivery> redirectedGets() {
        return all().stream().filter(c -> !c.hasBody()).toList();
    }

    /**
     * One capture.
     *
     * @param name its name
     * @return the capture
     * @throws IllegalArgumentException when there is none of that name
     */
    public static CapturedDelivery named(String name) {
        return all().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no capture is named " + name));
    }

    /**
     * A delivery that {@code strapi-webhooks listen} exported, or that was written by hand in the same form.
     *
     * @param file JSON with {@code headers} as pairs, and {@code bodyBase64}
     * @return the delivery, named after the file
     * @throws UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when it is not such a file
     */
    public static CapturedDelivery read(Path file) {
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
            if (!json.path("headers").isArray() || !json.path("bodyBase64").isString()) {
                throw new IllegalArgumentException(file + " is not a delivery: headers or bodyBase64 is missing");
            }
            return new CapturedDelivery(file.getFileName().toString().replaceFirst("\\.json$", ""), json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is not a delivery: it is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CapturedDelivery> load() {
        String index = new String(resource("index.txt"), StandardCharsets.UTF_8);
        return index.lines().map(CapturedDeliveries::load).toList();
    }

    private static CapturedDelivery load(String name) {
        return new CapturedDelivery(name, JsonMapper.shared().readTree(resource(name + ".json")));
    }

    private static byte[] resource(String file) {
        try (InputStream in = CapturedDeliveries.class.getResourceAsStream(FOLDER + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final List<CapturedDelivery> ALL = load();
    }
}
