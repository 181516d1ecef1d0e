package dev.strapiwebhooks.storm;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends one delivery after the other to its receiver, and again to any until it is acknowledged; some as copies later. */
final class Sender implements Runnable {
    private static final int LONGEST_PAUSE = 900;
    private static final int LATEST_START = 300;
    private static final int LATEST_COPY = 15_000;
    private static final int AGAIN_AFTER = 100;

    private final StormFleet fleet;
    private final Journal journal;
    private final AtomicLong numbers;
    private final AtomicBoolean isOver;
    private final int home;
    private final Random random;
    private final Deque<Copy> copies = new ArrayDeque<>();

    Sender(StormFleet fleet, Journal journal, AtomicLong numbers, AtomicBoolean isOver, int home, Random random) {
        this.fleet = fleet;
        this.journal = journal;
        this.numbers = numbers;
        this.isOver = isOver;
        this.home = home;
        this.random = random;
    }

    @Override
    public void run() {
        while (!isOver.get()) {
            sendUntilAcknowledged();
            while (!copies.isEmpty() && System.nanoTime() - copies.getFirst().due() > 0) {
                sendCopy(copies.removeFirst());
            }
            pauseUpTo(LONGEST_PAUSE);
        }
        while (!copies.isEmpty()) {
            sendCopy(copies.removeFirst());
        }
    }

    private void sendUntilAcknowledged() {
        long number = numbers.incrementAndGet();
        Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        SignedDelivery delivery = delivery(number, createdAt);
        if (random.nextInt(3) == 0) {
            pauseUpTo(LATEST_START); // so that events are on their way in another order
        }
        int receiver = home;
        for (int attempt = 0; ; attempt++) {
            Answer answer = send(delivery, number, createdAt, attempt, receiver);
            if (answer.isAcknowledged()) {
                if (answer.isAccepted() && random.nextInt(10) == 0) {
                    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(LATEST_COPY));
                    copies.add(new Copy(delivery, number, createdAt, otherThan(receiver), due));
                }
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_AFTER));
            receiver = random.nextInt(fleet.size());
        }
    }

    private void sendCopy(Copy copy) {
        Answer unused = send(copy.delivery(), copy.number(), copy.createdAt(), Answer.COPY, copy.receiver());
    }

    private Answer send(SignedDelivery delivery, long number, Instant createdAt, int attempt, int receiver) {
        long sent = System.currentTimeMillis();
        int status = status(fleet.uri(receiver), delivery);
        Answer answer = new Answer(
                number, createdAt.toEpochMilli(), attempt, receiver, sent, System.currentTimeMillis(), status);
        answer.writeTo(journal);
        return answer;
    }

    private static int status(URI target, SignedDelivery delivery) {
        try (RawConnection connection = RawConnection.open(target)) {
            return status(connection, target, delivery);
        } catch (IOException e) {
            return Answer.UNREACHABLE;
        }
    }

    private static int status(RawConnection connection, URI target, SignedDelivery delivery) {
        try {
            connection.timeout(StormSettings.SENDERS_PATIENCE);
            byte[] body = delivery.body();
            connection.write(RawConnection.head(target, delivery, "Content-Length: " + body.length + "\r\n"), body);
            return connection.answer().status();
        } catch (SocketTimeoutException e) {
            return Answer.TIMED_OUT;
        } catch (IOException e) {
            return Answer.BROKEN;
        }
    }

    private int otherThan(int receiver) {
        return (receiver + 1 + random.nextInt(fleet.size() - 1)) % fleet.size();
    }

    private SignedDelivery delivery(long number, Instant createdAt) {
        int document = random.nextInt(10) < 4
                ? random.nextInt(StormSettings.HOT_DOCUMENTS)
                : random.nextInt(StormSettings.DOCUMENTS);
        String body = "{\"event\":\"entry.update\",\"createdAt\":\"" + createdAt + "\",\"model\":\"article\","
                + "\"uid\":\"api::article.article\",\"entry\":{\"id\":1,\"documentId\":\"d" + document
                + "\",\"number\":" + number + "}}";
        return SignedDelivery.of(WebhookSecret.of(StormSettings.SECRET), body, Instant.now());
    }

    private void pauseUpTo(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(millis)));
    }

    private record Copy(SignedDelivery delivery, long number, Instant createdAt, int receiver, long due) {}
}
