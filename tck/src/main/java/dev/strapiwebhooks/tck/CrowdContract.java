package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many senders at once, none of whom has a key: the rest of the application goes on, and the endpoint afterwards. */
interface CrowdContract extends ContractPart {
    /** More than any server here has threads; {@code -Dcrowd=1000} makes it larger. */
    int CROWD = Integer.getInteger("crowd", 250);

    /** More than any server needs for a request that does nothing, and less than any of its timeouts. */
    Duration AT_ONCE = Duration.ofSeconds(5);

    /** For a server to see that a connection has begun or ended. */
    Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    @Tag("slow")
    @Withstands(Threat.EXHAUSTION)
    @DisplayName(
            "a crowd of stalled bodies with a wrong signature: other paths answer, and so does the endpoint afterwards")
    default void stalledBodiesWithAWrongSignature() throws Exception {
        withServer(settings -> settings, rig -> {
            SignedDelivery forged = rig.fresh().with(SIGNATURE, "sha256=" + "0".repeat(64));
            assertApplicationGoesOn(rig, forged, "Content-Length: 1000\r\n");
        });
    }

    @Test
    @Tag("slow")
    @Withstands(Threat.EXHAUSTION)
    @DisplayName(
            "a crowd of stalled bodies without a signature: other paths answer, and so does the endpoint afterwards")
    default void stalledBodiesWithoutASignature() throws Exception {
        withServer(settings -> settings, rig -> {
            SignedDelivery unsigned = rig.fresh().without(SIGNATURE);
            assertApplicationGoesOn(rig, unsigned, "Content-Length: 1000\r\n");
            assertApplicationGoesOn(rig, unsigned, "Transfer-Encoding: chunked\r\n");
        });
    }

    @Test
    @Tag("slow")
    @Withstands(Threat.EXHAUSTION)
    @DisplayName("more bodies at once than the endpoint reads: 503 with Retry-After before the body is read")
    default void moreBodiesThanPlaces() throws Exception {
        withServer(settings -> settings.maxConcurrentBodies(1), rig -> {
            byte[] head = RawConnection.head(rig.uri(), rig.fresh(), "Content-Length: 1000\r\n");
            assertOverloadedBeside(rig, head, new byte[] {'{'});
        });
    }

    @Test
    @Tag("slow")
    @Withstands({Threat.EXHAUSTION, Threat.MEMORY_BEFORE_AUTHENTICATION})
    @DisplayName("bodies that hold more memory together than they may: 503 with Retry-After")
    default void moreBytesThanMayBeInFlight() throws Exception {
        withServer(settings -> settings.maxBytesInFlight(ContractRig.MAX_BODY_SIZE), rig -> {
            byte[] most = new byte[ContractRig.MAX_BODY_SIZE - 1];
            String length = "Content-Length: " + (most.length + 1) + "\r\n";
            assertOverloadedBeside(rig, RawConnection.head(rig.uri(), rig.fresh(), length), most);
        });
    }

    private static void assertApplicationGoesOn(ContractRig rig, SignedDelivery delivery, String framing)
            throws Exception {
        List<RawConnection> crowd = new ArrayList<>();
        try {
            byte[] head = RawConnection.head(rig.uri(), delivery, framing);
            for (int i = 1; i <= CROWD; i++) {
                InetAddress source = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + i % 50)});
                RawConnection connection = RawConnection.openFrom(rig.uri(), source);
                crowd.add(connection);
                connection.write(head, new byte[] {'1'});
                if (i % 40 == 0 || i == CROWD) {
                    // Also waits for the server: what is over its queue of connections is dropped, and tried again a
                    // second later.
                    assertAnotherPathAnswers(rig, delivery);
                }
            }
            assertThat(rig.application().calls()).isZero();
        } finally {
            for (RawConnection connection : crowd) {
                connection.reset();
            }
        }
        awaitAccepted(rig);
        rig.application().reset();
    }

    private static void assertAnotherPathAnswers(ContractRig rig, SignedDelivery delivery) throws Exception {
        URI other = rig.uri().resolve("/other");
        try (RawConnection connection = RawConnection.open(other)) {
            connection.timeout(AT_ONCE);
            connection.write(RawConnection.head(other, delivery.withMethod("GET"), ""));
            assertThat(connection.answer().status()).as("another path").isPositive();
        }
    }

    /** While a connection has sent a part of a request, and not any more afterwards. */
    private static void assertOverloadedBeside(ContractRig rig, byte[]... part) throws Exception {
        HttpAnswer answer = RawHttp.send(rig.uri(), rig.fresh());
        long end = System.nanoTime() + PATIENCE.toNanos();
        RawConnection stalled = RawConnection.open(rig.uri());
        stalled.write(part);
        while (answer.status() != 503 && System.nanoTime() < end) {
            if (stalled.isAnswered()) { // it came while the other one was being read
                stalled.close();
                stalled = RawConnection.open(rig.uri());
                stalled.write(part);
            }
            answer = RawHttp.send(rig.uri(), rig.fresh());
        }
        stalled.reset();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("OVERLOADED");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        awaitAccepted(rig);
    }

    /** The server sees a connection end a little after the client. */
    private static void awaitAccepted(ContractRig rig) throws Exception {
        HttpAnswer answer = RawHttp.send(rig.uri(), rig.fresh());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (answer.status() != 200 && System.nanoTime() < end) {
            answer = RawHttp.send(rig.uri(), rig.fresh());
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
