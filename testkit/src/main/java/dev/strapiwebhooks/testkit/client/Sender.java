package dev.strapiwebhooks.testkit.client;

import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where deliveries go, and how they are signed.
 *
 * @param target asked at each delivery: a server's port may not be known before
 * @param signer signs
 * @param clock Strapi's clock
 * @param lastSigned shared by copies, so that no two deliveries are signed at one millisecond
 * @param headers what every delivery carries beside its signature
 * @param watch sees the endpoint from inside
 */
record Sender(
        Supplier<URI> target,
        WebhookSigner signer,
        Clock clock,
        AtomicLong lastSigned,
        List<Header> headers,
        @Nullable EndpointWatch watch) {

    Sender withHeader(Header header) {
        List<Header> more = Stream.concat(headers.stream(), Stream.of(header)).toList();
        return new Sender(target, signer, clock, lastSigned, more, watch);
    }

    Sender watching(EndpointWatch other) {
        return new Sender(target, signer, clock, lastSigned, headers, other);
    }

    Sender to(Supplier<URI> other) {
        return new Sender(other, signer, clock, lastSigned, headers, watch);
    }

    /** On a clock that stands, equal bodies would be replays of one another; Strapi's deliveries never are. */
    Instant nextTime() {
        long now = clock.millis();
        return Instant.ofEpochMilli(lastSigned.updateAndGet(last -> Math.max(last + 1, now)));
    }

    /** Replaces headers of the same name, as signatures of another time. */
    SignedDelivery sign(SignedDelivery unsigned, Instant time) {
        SignedDelivery delivery = unsigned;
        for (Header header : headers) {
            delivery = delivery.with(header.name(), header.value());
        }
        for (var header : signer.sign(unsigned.body(), time).entrySet()) {
            delivery = delivery.with(header.getKey(), header.getValue());
        }
        return delivery;
    }

    DeliveryResult send(String description, @Nullable String event, SignedDelivery delivery) {
        URI uri = target.get();
        if (watch != null) {
            watch.forget();
        }
        try {
            HttpAnswer answer = RawHttp.send(uri, delivery);
            var report = watch == null || answer.status() == 0
                    ? null
                    : watch.await(answer.status(), event).orElse(null);
            return new DeliveryResult(
                    description + ", to " + uri,
                    answer,
                    report,
                    () -> send(description + ", sent again", event, delivery));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + uri + " to " + description, e);
        }
    }
}
