package dev.strapiwebhooks.inspector.listen;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.MalformedEventException;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.Subject;
import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the page's table shows of a delivery. Of a refused one, event and model are claims. */
final class Summaries {
    private static final EventReader READER = EventReader.create();

    private Summaries() {}

    static ObjectNode of(RecordedDelivery delivery, Judgement judgement, Duration duration) {
        ObjectNode json = Json.object();
        json.put("receivedAt", delivery.receivedAt().orElseThrow().toString());
        json.put("method", delivery.method());
        json.put("path", delivery.path());
        Optional<StrapiEvent> event = event(delivery.body());
        Optional<Subject> subject = event.map(Subject::of);
        json.put(
                "event",
                event.map(StrapiEvent::name)
                        .or(() -> delivery.first("X-Strapi-Event"))
                        .orElse(null));
        json.put(
                "model",
                event.map(e -> e.json().path("model").asString(""))
                        .filter(model -> !model.isEmpty())
                        .orElse(null));
        json.put("uid", subject.flatMap(Subject::uid).orElse(null));
        json.put("documentId", subject.flatMap(Subject::documentId).orElse(null));
        json.put("locale", subject.flatMap(Subject::locale).orElse(null));
        json.put("verdict", judgement.verdict());
        json.put("reason", judgement.reason().map(Enum::name).orElse(null));
        json.put("status", judgement.response().status());
        json.put("skewMillis", judgement.skew().map(Duration::toMillis).orElse(null));
        json.put("bytes", delivery.body().length);
        json.put("durationMicros", duration.toNanos() / 1000);
        return json;
    }

    /** As the page gets it. */
    static ObjectNode of(LoggedDelivery logged) {
        ObjectNode json = Json.object();
        json.put("id", logged.id());
        json.setAll(logged.summary());
        ObjectNode forwarded = logged.forwarded();
        ObjectNode forward = forwarded == null ? null : Json.object();
        if (forward != null && forwarded != null) {
            forward.setAll(forwarded);
            forward.retain("status", "millis", "problem");
        }
        json.set("forward", forward);
        return json;
    }

    /** A body that is no event, or cannot be read, has none. */
    static Optional<StrapiEvent> event(byte[] body) {
        try {
            return Optional.of(READER.read(body));
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }
}
