package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that break, stall or flood. */
interface ConnectionContract extends ContractPart {
    @Test
    @Withstands(Threat.BROKEN_CONNECTIONS)
    @DisplayName("half a body: no handler call, and the server goes on")
    default void halfABody() throws IOException {
        SignedDelivery delivery = rig().fresh();
        byte[] half = Arrays.copyOf(delivery.body(), 20);

        HttpAnswer answer = RawHttp.sendDeclaring(rig().uri(), delivery.withBody(half), delivery.body().length);

        assertThat(answer.status()).as("closed, or refused").isIn(0, 400, 408);
        assertThat(answer.text()).as("no stack trace of the server").doesNotContain("Exception", "BodyReader");
        assertThat(rig().application().calls()).isZero();
        rig().accepted(delivery);
    }

    @Test
    @Withstands(Threat.BROKEN_CONNECTIONS)
    @DisplayName("reset, in the head and in the body: no handler call, and the whole delivery is accepted afterwards")
    default void resets() throws IOException {
        SignedDelivery delivery = rig().fresh();
        byte[] head = head(delivery, "Content-Length: " + delivery.body().length + "\r\n");
        resetAfter(Arrays.copyOf(head, head.length / 2));
        resetAfter(head);
        resetAfter(head, Arrays.copyOf(delivery.body(), 20));

        rig().accepted(delivery);
        assertThat(rig().application().calls()).isEqualTo(1);
    }

    @Test
    @Withstands({Threat.BROKEN_CONNECTIONS, Threat.REPLAY})
    @DisplayName("reset while the handler works: it works on, once, and a resend is a replay")
    default void resetWhileHandled() throws Exception {
        SignedDelivery delivery = rig().fresh();

        DeliveryReport outcome = rig().resetWhileHandled(rig().uri(), delivery);

        assertThat(outcome.verdict()).isEqualTo(Verdict.HANDLED);
        rig().refused(delivery, 409, "REPLAY");
        assertThat(rig().application().calls()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    @Withstands({Threat.BROKEN_CONNECTIONS, Threat.MEMORY_BEFORE_AUTHENTICATION})
    @DisplayName("10,000 connections opened and dropped, in silence or in the middle of a head: the server goes on")
    default void droppedConnections() throws IOException {
        SignedDelivery delivery = rig().fresh();
        byte[] head = head(delivery, "Content-Length: 100\r\n");
        for (int i = 1; i <= 10_000; i++) {
            resetAfter(i % 10 == 0 ? Arrays.copyOf(head, i % head.length) : new byte[0]);
            if (i % 40 == 0) {
                // Waits for the server: many keep 50 connections in their queue, and the system drops what is over it.
                rig().refused(delivery.without(SIGNATURE), 401, "MISSING_SIGNATURE");
            }
        }

        rig().accepted(delivery);
        assertThat(rig().application().calls()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    @Withstands({Threat.BROKEN_CONNECTIONS, Threat.MEMORY_BEFORE_AUTHENTICATION})
    @DisplayName(
            "a client that stalls is cut off, by the idle time or the time for a body; one that is slow, but goes on, is not")
    default void stalledBody() throws Exception {
        Duration idleTime = Duration.ofSeconds(1);
        withServer(idleTime, endpoint -> endpoint.bodyTimeout(Duration.ofSeconds(4)), rig -> {
            SignedDelivery stalled = rig.fresh();
            try (RawConnection connection = RawConnection.open(rig.uri())) {
                String length = "Content-Length: " + stalled.body().length + "\r\n";
                connection.write(RawConnection.head(rig.uri(), stalled, length), Arrays.copyOf(stalled.body(), 20));

                SignedDelivery slow = rig.fresh();
                HttpAnswer answer = RawHttp.sendDripping(
                        rig.uri(), slow, Duration.ofMillis(1500).dividedBy(slow.body().length));
                assertThat(answer.status()).as("1.5 seconds in all").isEqualTo(200);

                assertThat(connection.answer().status())
                        .as("closed, or refused")
                        .isIn(0, 400, 408);
            }
            assertThat(rig.application().calls()).isEqualTo(1);
        });
    }

    private void resetAfter(byte[]... parts) throws IOException {
        try (RawConnection connection = RawConnection.open(rig().uri())) {
            connection.write(parts);
            connection.reset();
        }
    }

    private byte[] head(SignedDelivery delivery, String framing) {
        return RawConnection.head(rig().uri(), delivery, framing);
    }
}
