package dev.strapiwebhooks.jdbc;

import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.internal.LogText;
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

    private final WorkItem item;
    private final int maxAttempts;
    private String what;

    DeliveryLog(WorkItem item, int maxAttempts) {
        this.item = item;
        this.maxAttempts = maxAttempts;
        what = item.row().event();
    }

    /** The event says it better than its columns. */
    void read(StrapiEvent event) {
        what = event.toString();
    }

    void handled(Duration duration) {
        if (!LOG.isInfoEnabled()) {
            return; // it is the line of each delivery
        }
        line(Level.INFO, duration)
                .log(text(" handled at attempt " + item.attempt() + " in " + LogText.millis(duration) + " ms: "));
    }

    /** With several handlers it is usual that one has nothing to do with an event. */
    void ignored(boolean isOnlyHandler) {
        if (isOnlyHandler) {
            line(Level.INFO, null).log(text(" ignored, no handler takes this event: "));
        } else {
            line(Level.DEBUG, null).log(text(" is not for this handler: "));
        }
    }

    void failed(Duration duration, Duration wait, Throwable failure) {
        line(Level.WARN, duration)
                .addKeyValue("next_attempt_ms", wait.toMillis())
                .setCause(failure)
                .log(text(failedAt() + ", the next is in " + wait.toMillis() + " ms: "));
    }

    void interrupted(Duration duration) {
        line(Level.INFO, duration)
                .log(text(" was interrupted because this receiver ends, and is handled after the restart: "));
    }

    void failedForGood(Duration duration, Throwable failure) {
        dead(line(Level.ERROR, duration).setCause(failure), failedAt());
    }

    void unreadable(Throwable failure) {
        dead(line(Level.ERROR, null).setCause(failure), " cannot be read");
    }

    void neverCameBack() {
        dead(line(Level.ERROR, null), " was tried " + maxAttempts + " times without an end");
    }

    void skipped() {
        line(Level.DEBUG, null).log(text(" was not begun, it is done, or another receiver's now: "));
    }

    void gone() {
        line(Level.INFO, null)
                .log(text(" was done by another receiver, or forgotten, while attempt " + item.attempt()
                        + " of it was under way: "));
    }

    /** Another receiver has taken over, and what this one did counts no more. */
    void dropped(long fence) {
        line(Level.WARN, null)
                .addKeyValue("fence", fence)
                .log(text(
                        " was taken over by another receiver, because this one was suspended or cut off from the database"
                                + " for longer than its lease; the outcome of attempt " + item.attempt()
                                + " is dropped: "));
    }

    /** The database could not be asked until the lease was over. */
    void unwritten(Throwable failure) {
        line(Level.WARN, null)
                .setCause(failure)
                .log(text(" is tried again, because what became of attempt " + item.attempt()
                        + " could not be written down: "));
    }

    private void dead(LoggingEventBuilder line, String how) {
        line.log(text(how + " and is a dead letter now: ") + "; inspect, replay or drop it");
    }

    private String failedAt() {
        return " failed at attempt " + item.attempt() + " of " + maxAttempts;
    }

    private String text(String happened) {
        return "Strapi webhook " + item.id() + happened + LogText.printable(what);
    }

    private LoggingEventBuilder line(Level level, @Nullable Duration duration) {
        LoggingEventBuilder line = LOG.atLevel(level)
                .addKeyValue("endpoint", LogText.printable(item.row().endpoint()))
                .addKeyValue("delivery", item.id());
        for (Map.Entry<String, Object> fact :
                LogText.facts(item.row().event(), item.row().subject()).entrySet()) {
            line = line.addKeyValue(fact.getKey(), fact.getValue());
        }
        line = line.addKeyValue("handler", item.key().handler()).addKeyValue("attempt", item.attempt());
        return duration == null ? line : line.addKeyValue("duration_ms", LogText.millis(duration));
    }
}
