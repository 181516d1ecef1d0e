package dev.strapiwebhooks;

import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Puts verified deliveries into an inbox, which also knows copies. */
final class InboxIntake {
    static final List<String> DEFAULT_HEADERS =
            List.of("Content-Type", "User-Agent", "X-Strapi-Event", "X-Webhook-Timestamp");

    private static final Pattern CONFIDENTIAL =
            Pattern.compile(".*(auth|cookie|signature|hmac|digest|token|secret|passw|session|credential|key).*");

    private final Inbox inbox;
    private final WebhookVerifier verifier;
    private final List<String> keptHeaders;

    InboxIntake(Inbox inbox, WebhookVerifier verifier, List<String> keptHeaders) {
        if (verifier.claims()) {
            throw new IllegalArgumentException("an inbox claims deliveries in the transaction that stores them;"
                    + " build the verifier with replayCheckedByCaller() instead of a replay guard");
        }
        this.inbox = inbox;
        this.verifier = verifier;
        this.keptHeaders = List.copyOf(keptHeaders);
    }

    /** Headers that would let a reader of the store speak as the sender are not written down. */
    static void requireHarmless(String header) {
        if (CONFIDENTIAL.matcher(header.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException("the header " + header + " is confidential and cannot be kept");
        }
    }

    /** The delivery's number in the inbox. */
    long store(WebhookHeaders headers, Verified verified, StrapiEvent event) {
        ReceivedDelivery delivery = ReceivedDelivery.of(
                verifier.name(), verified.keyName(), verifier.clock().instant(), kept(headers), verified.body(), event);
        OptionalLong number;
        try {
            number = inbox.store(verified.replayKey(), delivery, verifier.claimDuration());
        } catch (RuntimeException e) {
            throw new WebhookUnavailableException("the inbox cannot store", e);
        }
        return number.orElseThrow(() -> verified.refuse(RejectionReason.REPLAY, "this delivery was accepted before"));
    }

    private Map<String, List<String>> kept(WebhookHeaders headers) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String name : keptHeaders) {
            List<String> values = headers.values(name);
            if (!values.isEmpty()) {
                kept.put(name, values);
            }
        }
        return kept;
    }
}
