package dev.strapiwebhooks.storm.killed;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A sender that sends each delivery until it is acknowledged: 202, or 409 when an answer before was lost. */
final class DeliveryStream {
    private static final int SENDERS = 8;
    /** The connection ended without an answer. */
    private static final int CUT_OFF = 0;

    private static final int DOCUMENTS = 100;
    /** Longer than a start and every wait for a lock; shorter than a signature is in time. */
    private static final Duration LONGEST_FOR_ONE = Duration.ofMinutes(2);

    private final ReceiverFleet fleet;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile String lastAnswer = "none";
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final List<Future<?>> running = new ArrayList<>();

    DeliveryStream(ReceiverFleet fleet, int count) {
        this.fleet = fleet;
        this.count = count;
    }

    void start() {
        for (int i = 0; i < SENDERS; i++) {
            running.add(senders.submit(this::send));
        }
        senders.shutdown();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    void join() throws InterruptedException, ExecutionException {
        for (Future<?> sender : running) {
            sender.get();
        }
    }

    private void send() {
        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
            SignedDelivery delivery = delivery(number);
            long end = System.nanoTime() + LONGEST_FOR_ONE.toNanos();
            for (int attempt = 0; !isAcknowledged(delivery, number + attempt); attempt++) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("delivery " + number + " was not acknowledged within "
                            + LONGEST_FOR_ONE + ", last answer: " + lastAnswer);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            acknowledged.incrementAndGet();
        }
    }

    private boolean isAcknowledged(SignedDelivery delivery, int receiver) {
        try {
            int status =
                    RawHttp.send(fleet.uri(receiver % fleet.size()), delivery).status();
            if (status != 202 && status != 409 && status != 503 && status != CUT_OFF) {
                throw new IllegalStateException("unexpected status " + status);
            }
            lastAnswer = String.valueOf(status);
            return status == 202 || status == 409;
        } catch (IOException e) {
            lastAnswer = e.toString();
            return false; // killed, or not up again yet
        }
    }

    private static SignedDelivery delivery(int number) {
        String body = "{\"event\":\"entry.update\",\"createdAt\":\"" + Instant.now() + "\",\"model\":\"article\","
                + "\"uid\":\"api::article.article\",\"entry\":{\"id\":1,\"documentId\":\"d" + number % DOCUMENTS
                + "\",\"number\":" + number + "}}";
        return SignedDelivery.of(WebhookSecret.of(ReceiverProcess.SECRET), body, Instant.now());
    }
}
