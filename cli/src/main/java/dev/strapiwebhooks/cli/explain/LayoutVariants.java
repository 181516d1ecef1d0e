package dev.strapiwebhooks.cli.explain;

import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sender may have put around the body before signing it. */
final class LayoutVariants {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{10,13}");
    private static final Pattern CREATED_AT = Pattern.compile("\"createdAt\"\\s*:\\s*\"([^\"]{10,40})\"");
    private static final int SEARCHED = 4096;

    private LayoutVariants() {}

    /** What is signed before and after the body. */
    record Layout(String before, String after) {}

    static List<Variant<Layout>> of(ExpectedScheme scheme, RecordedDelivery delivery) {
        Optional<String> time = delivery.first(ExpectedScheme.TIMESTAMP_HEADER);
        List<Variant<Layout>> layouts = new ArrayList<>();
        Layout bodyOnly = new Layout("", "");
        if (scheme == ExpectedScheme.STRAPI_NATIVE) {
            layouts.add(Variant.expected(bodyOnly));
            time.ifPresent(text -> layouts.add(Variant.of(Cause.TIMESTAMP_SIGNED, before(text))));
            return layouts;
        }
        time.ifPresent(text -> layouts.add(Variant.expected(before(text))));
        layouts.add(Variant.of(Cause.TIMESTAMP_NOT_SIGNED, bodyOnly));
        time.ifPresent(text -> addOthers(layouts, text));
        addCreatedAt(layouts, delivery.body());
        return layouts;
    }

    private static void addOthers(List<Variant<Layout>> layouts, String time) {
        layouts.add(Variant.of(Cause.BODY_FIRST, new Layout("", "." + time)));
        layouts.add(Variant.of(Cause.BODY_FIRST, new Layout("", time)));
        for (String separator : List.of("", ":", "\n", ",", " ", "|", "-", "_", ";")) {
            layouts.add(Variant.of(Cause.OTHER_SEPARATOR, new Layout(time + separator, "")));
        }
        layouts.add(Variant.of(Cause.OTHER_SEPARATOR, new Layout("v0:" + time + ":", ""))); // as Slack does
        if (DIGITS.matcher(time).matches()) {
            if (time.length() == 13) {
                layouts.add(Variant.of(Cause.TIMESTAMP_SECONDS_SIGNED, before(time.substring(0, 10))));
            } else {
                layouts.add(Variant.of(Cause.TIMESTAMP_MILLISECONDS_SIGNED, before(time + "000")));
            }
        }
    }

    /** In the envelope, which comes first. */
    private static void addCreatedAt(List<Variant<Layout>> layouts, byte[] body) {
        String start = new String(body, 0, Math.min(body.length, SEARCHED), java.nio.charset.StandardCharsets.UTF_8);
        Matcher created = CREATED_AT.matcher(start);
        if (!created.find()) {
            return;
        }
        layouts.add(Variant.of(Cause.TIMESTAMP_FROM_BODY, before(created.group(1))));
        try {
            String millis = Long.toString(Instant.parse(created.group(1)).toEpochMilli());
            layouts.add(Variant.of(Cause.TIMESTAMP_FROM_BODY, before(millis)));
        } catch (DateTimeException e) {
            // then it is signed as it is, or not at all
        }
    }

    private static Layout before(String time) {
        return new Layout(time + ".", "");
    }
}
