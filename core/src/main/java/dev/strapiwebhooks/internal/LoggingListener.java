package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.event.StrapiEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each request once, through SLF4J under the name of {@link WebhookEndpoint}, with key-value pairs. What strangers
 * cause is INFO; authentic requests that were refused (a clock, a key or a proxy needs attention) and slow handlers are
 * WARN; failures of the application or of ours are ERROR. Never a secret, a signature or an unverified body.
 */
public final class LoggingListener implements WebhookListener {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    @Override
    public void finished(DeliveryReport report) {
        Level level = level(report);
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder line = LOG.atLevel(level);
        for (Map.Entry<String, Object> fact : facts(report).entrySet()) {
            line = line.addKeyValue(fact.getKey(), fact.getValue());
        }
        boolean explained = report.verdict() == DeliveryReport.Verdict.DECLINED; // where and why is in the message
        line.setCause(explained ? null : report.cause().orElse(null)).log(message(report));
    }

    private static Map<String, Object> facts(DeliveryReport report) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("endpoint", report.endpoint());
        facts.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
        report.rejected().ifPresent(rejected -> facts.put("reason", rejected.reason()));
        report.number().ifPresent(number -> facts.put("delivery", number));
        report.status().ifPresent(status -> facts.put("status", status));
        report.event().ifPresent(event -> facts.putAll(LogText.facts(event.name(), OrderingKey.of(event))));
        report.keyName().ifPresent(key -> facts.put("key", key));
        report.skew().ifPresent(skew -> facts.put("skew_ms", skew.toMillis()));
        report.bodySize().ifPresent(bytes -> facts.put("bytes", bytes));
        facts.put("duration_ms", LogText.millis(report.duration()));
        return facts;
    }

    private static Level level(DeliveryReport report) {
        return switch (report.verdict()) {
            case HANDLED -> report.isSlow() ? Level.WARN : Level.INFO;
            case IGNORED, STORED -> Level.INFO;
            case DECLINED -> Level.WARN;
            case REJECTED -> rejectionLevel(report);
            case FAILED, UNAVAILABLE -> Level.ERROR;
        };
    }

    private static Level rejectionLevel(DeliveryReport report) {
        RejectionReason reason = report.rejected().map(Rejected::reason).orElse(null);
        if (reason == RejectionReason.BODY_ALREADY_CONSUMED) {
            return Level.ERROR;
        }
        boolean needsAttention = report.keyName().isPresent() || reason == RejectionReason.OVERLOADED;
        return needsAttention ? Level.WARN : Level.INFO;
    }

    private static String message(DeliveryReport report) {
        String what =
                LogText.printable(report.event().map(StrapiEvent::toString).orElse(""));
        return switch (report.verdict()) {
            case HANDLED -> "Strapi webhook handled: " + what + (report.isSlow() ? slowness(report) : "");
            case IGNORED -> "Strapi webhook ignored, no handler takes this event: " + what;
            case DECLINED -> "Strapi webhook declined, " + reason(report) + ": " + what;
            case STORED -> "Strapi webhook" + number(report) + " stored: " + what;
            case REJECTED ->
                "Strapi webhook rejected: "
                        + report.rejected().map(Object::toString).orElse("");
            case FAILED -> "Strapi webhook failed in the application: " + what;
            case UNAVAILABLE -> "Strapi webhook rejected: replay store, inbox or key source unavailable";
        };
    }

    /** The delivery was given back: who mends the cause can have it sent again. */
    private static String reason(DeliveryReport report) {
        if (report.status().isEmpty()) {
            return LogText.printable(report.cause().map(Throwable::getMessage).orElse("the entry does not fit"));
        }
        int status = report.status().getAsInt();
        return "the application answered " + status
                + switch (status) {
                    case 401, 403 -> ", so something behind the verifier asks for a login";
                    case 404 -> ", no handler for this path";
                    case 405 -> ", no handler for POST at this path";
                    default -> status < 400 ? ", and Strapi follows redirects and takes them for success" : "";
                };
    }

    private static String number(DeliveryReport report) {
        return report.number().isPresent() ? " " + report.number().getAsLong() : "";
    }

    private static String slowness(DeliveryReport report) {
        return " (the handler took "
                + report.handling().map(LogText::millis).orElse(0.0)
                + " ms; Strapi gives up after 10 s, so store the event and work later)";
    }
}
