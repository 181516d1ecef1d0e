package dev.strapiwebhooks.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of every event, as real servers of Strapi 4 and 5 sent them, with a new createdAt. */
public final class Samples {
    private static final Pattern NAME =
            Pattern.compile("v([45])-(?:signed-)?([a-z-]+\\.[A-Za-z-]+|trigger-test)-[0-9]+");
    private static final Pattern CREATED_AT = Pattern.compile("\"createdAt\":\"[^\"]*\"");

    private Samples() {}

    /**
     * The events that one version of Strapi sends.
     *
     * @param strapi 4 or 5
     * @return their names, in order
     */
    public static List<String> events(int strapi) {
        return List.copyOf(byEvent(strapi).keySet());
    }

    /**
     * A captured body.
     *
     * @param strapi 4 or 5
     * @param event the event's name
     * @param time its new createdAt
     * @return the bytes
     * @throws IllegalArgumentException for an unknown event; the message lists those that are known
     */
    public static byte[] captured(int strapi, String event, Instant time) {
        if (strapi != 4 && strapi != 5) {
            throw new IllegalArgumentException("there are samples of Strapi 4 and 5, not of " + strapi);
        }
        CapturedDelivery capture = byEvent(strapi).get(event);
        if (capture == null) {
            throw new IllegalArgumentException(
                    "there is no sample of " + event + " from Strapi " + strapi + "; there are "
                            + String.join(", ", events(strapi)) + ". Others are made with --model and --entry.");
        }
        String body = new String(capture.body(), UTF_8);
        // The first is the envelope's.
        String fresh = "\"createdAt\":\"" + time.truncatedTo(ChronoUnit.MILLIS) + "\"";
        return CREATED_AT
                .matcher(body)
                .replaceFirst(Matcher.quoteReplacement(fresh))
                .getBytes(UTF_8);
    }

    /**
     * A body with an entry of one's own, in the envelope that Strapi makes.
     *
     * @param event the event's name
     * @param model the content type's singular name
     * @param entry a JSON object
     * @param time its createdAt
     * @return the bytes
     */
    public static byte[] of(String event, String model, byte[] entry, Instant time) {
        JsonNode content = JsonMapper.shared().readTree(entry);
        if (!content.isObject()) {
            throw new IllegalArgumentException("the entry must be a JSON object");
        }
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("event", event);
        json.put("createdAt", time.truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("model", model);
        json.put("uid", "api::" + model + "." + model);
        json.set("entry", content);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    private static Map<String, CapturedDelivery> byEvent(int strapi) {
        Map<String, CapturedDelivery> found = new TreeMap<>();
        CapturedDeliveries.all().stream()
                .filter(CapturedDelivery::hasBody)
                .sorted(Comparator.comparing(CapturedDelivery::name))
                .forEach(capture -> {
                    Matcher name = NAME.matcher(capture.name());
                    if (name.matches() && name.group(1).equals(Integer.toString(strapi))) {
                        found.putIfAbsent(name.group(2), capture);
                    }
                });
        return found;
    }
}
