package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.LogText;
import dev.strapiwebhooks.event.StrapiEvent;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs what became of one attempt. Each line has the delivery's number, event and document, as the line "stored" has. */
final class DeliveryLog {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private final TakenDelivery delivery;
    private String what;

    DeliveryLog(TakenDelivery delivery) {
        this.delivery = delivery;
        what = delivery.event();
    }

    /** The event says it better than its columns. */
    void read(StrapiEvent event) {
        what = event.toString();
    }

    void handled(Duration duration) {
        line(Level.INFO, duration)
                .log(text(" handled at attempt " + delivery.attempt() + " in " + LogText.millis(duration) + " ms: "));
    }

    void ignored() {
        line(Level.INFO, null).log(text(" ignored, no handler takes this event: "));
    }

    void failed(int maxAttempts, Duration duration, Duration wait, Throwable failure) {
        line(Level.WARN, duration)
                .addKeyValue("next_attempt_ms", wait.toMillis())
                .setCause(failure)
                .log(text(failedAt(maxAttempts) + ", the next is in " + wait.toMillis() + " ms: "));
    }

    void interrupted(Duration duration) {
        line(Level.INFO, duration)
                .log(text(" was interrupted because this receiver ends, and is handled after the restart: "));
    }

    void failedForGood(int maxAttempts, Duration duration, Throwable failure) {
        dead(line(Level.ERROR, duration).setCause(failure), failedAt(maxAttempts));
    }

    void unreadable(Throwable failure) {
        dead(line(Level.ERROR, null).setCause(failure), " cannot be read");
    }

    void neverCameBack(int maxAttempts) {
        dead(line(Level.ERROR, null), " was tried " + maxAttempts + " times without an end");
    }

    private void dead(LoggingEventBuilder line, String how) {
        line.log(text(how + " and is a dead letter now: ") + "; inspect, replay or drop it");
    }

    private String failedAt(int maxAttempts) {
        return " failed at attempt " + delivery.attempt() + " of " + maxAttempts;
    }

    private String text(String happened) {
        return "Strapi webhook " + delivery.id() + happened + LogText.printable(what);
    }

    private LoggingEventBuilder line(Level level, @Nullable Duration duration) {
        LoggingEventBuilder line = LOG.atLevel(level)
                .addKeyValue("endpoint", LogText.printable(delivery.endpoint()))
                .addKeyValue("delivery", delivery.id());
        for (Map.Entry<String, Object> fact :
                LogText.facts(delivery.event(), delivery.subject()).entrySet()) {
            line = line.addKeyValue(fact.getKey(), fact.getValue());
        }
        line = line.addKeyValue("attempt", delivery.attempt());
        return duration == null ? line : line.addKeyValue("duration_ms", LogText.millis(duration));
    }
}
