package dev.strapiwebhooks.examples.jetty;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.WebhookListener;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** One line for each delivery. */
final class ConsoleListener implements WebhookListener {
    private final PrintStream out;

    ConsoleListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void finished(DeliveryReport report) {
        String event = report.event()
                .map(e -> e.getClass().getSimpleName() + "  " + e + title(e))
                .orElse("");
        switch (report.verdict()) {
            case HANDLED, IGNORED, STORED -> print("accepted", event);
            case DECLINED -> print("declined", event + ", may be sent again");
            case REJECTED ->
                print("refused ", report.rejected().map(Object::toString).orElse(""));
            case FAILED -> print("failed  ", event + ", may be sent again");
            case UNAVAILABLE -> print("refused ", "UNAVAILABLE");
        }
    }

    private static String title(StrapiEvent event) {
        return event instanceof EntryEvent entry && entry.entry().path("title").isString()
                ? "  \"" + entry.entry().path("title").stringValue() + "\""
                : "";
    }

    /** Content may hold control characters; a terminal should not obey them. */
    private void print(String verdict, String text) {
        out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + verdict + "  "
                + text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?"));
    }
}
