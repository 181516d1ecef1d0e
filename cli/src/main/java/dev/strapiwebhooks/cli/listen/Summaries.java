package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.SecretMask;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.EventReader.MalformedEventException;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.internal.OrderingKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the page's table shows of a delivery. Of a refused one, event and model are claims. */
final class Summaries {
    private static final int MOST_TEXT = 200;
    private static final int MOST_READ = 256 * 1024;
    private static final EventReader READER = EventReader.create();

    private final SecretMask mask;

    Summaries(SecretMask mask) {
        this.mask = mask;
    }

    ObjectNode of(RecordedDelivery delivery, Judgement judgement, Duration duration) {
        ObjectNode json = Json.object();
        json.put("receivedAt", delivery.receivedAt().orElseThrow().toString());
        json.put("method", text(delivery.method()));
        json.put("path", text(delivery.path()));
        putEvent(json, delivery, judgement.event().or(() -> event(delivery.body())));
        json.put("verdict", judgement.verdict());
        json.put("reason", judgement.reason().orElse(null));
        json.put("status", judgement.status());
        json.put("skewMillis", judgement.skew().map(Duration::toMillis).orElse(null));
        json.put("bytes", delivery.body().length);
        json.put("durationMicros", duration.toNanos() / 1000);
        return json;
    }

    private void putEvent(ObjectNode json, RecordedDelivery delivery, Optional<StrapiEvent> event) {
        Optional<OrderingKey> subject = event.map(OrderingKey::of);
        Optional<String> name = event.map(StrapiEvent::name).or(() -> delivery.first("X-Strapi-Event"));
        Optional<String> model = event.map(e -> e.json().path("model").asString(""));
        json.put("event", name.map(this::text).orElse(null));
        json.put("model", model.filter(text -> !text.isEmpty()).map(this::text).orElse(null));
        json.put("uid", subject.flatMap(OrderingKey::uid).map(this::text).orElse(null));
        json.put(
                "documentId",
                subject.flatMap(OrderingKey::documentId).map(this::text).orElse(null));
        json.put("locale", subject.flatMap(OrderingKey::locale).map(this::text).orElse(null));
    }

    /** Hidden before it is cut, so that no half of a secret is left. */
    private String text(String sent) {
        String text = mask.hide(sent);
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    /** As the page gets it. */
    static ObjectNode of(LoggedDelivery logged) {
        return of(logged.id(), logged.summary(), logged.forwarded());
    }

    static ObjectNode of(long id, ObjectNode summary, @Nullable ObjectNode forwarded) {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.setAll(summary);
        if (forwarded == null) {
            json.putNull("forward");
        } else {
            ObjectNode forward = json.putObject("forward");
            forward.setAll(forwarded);
            forward.retain("status", "millis", "problem");
        }
        return json;
    }

    /** A body that is no event, or too large to be read for a stranger, has none. */
    static Optional<StrapiEvent> event(byte[] body) {
        try {
            return body.length > MOST_READ ? Optional.empty() : Optional.of(READER.read(body));
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }
}
