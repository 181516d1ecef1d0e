package dev.strapiwebhooks.testkit.contract;

import static dev.strapiwebhooks.testkit.contract.ContractRig.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many senders at once, none of whom has a key: the rest of the application goes on, and the endpoint afterwards. */
interface CrowdContract extends ContractPart {
    /** More than any server here has threads. */
    int CROWD = 250;

    /** More than any server needs for a request that does nothing, and less than any of its timeouts. */
    Duration AT_ONCE = Duration.ofSeconds(5);

    @Test
    @Withstands(AttackClass.EXHAUSTION)
    @DisplayName("250 stalled bodies with a wrong signature: other paths answer, and so does the endpoint afterwards")
    default void stalledBodiesWithAWrongSignature() throws Exception {
        withServer(settings -> settings, rig -> {
            SignedDelivery forged = rig.fresh().with(SIGNATURE, "sha256=" + "0".repeat(64));
            assertApplicationGoesOn(rig, forged, "Content-Length: 1000\r\n");
        });
    }

    @Test
    @Withstands(AttackClass.EXHAUSTION)
    @DisplayName("250 stalled bodies without a signature: other paths answer, and so does the endpoint afterwards")
    default void stalledBodiesWithoutASignature() throws Exception {
        withServer(settings -> settings, rig -> {
            SignedDelivery unsigned = rig.fresh().without(SIGNATURE);
            assertApplicationGoesOn(rig, unsigned, "Content-Length: 1000\r\n");
            assertApplicationGoesOn(rig, unsigned, "Transfer-Encoding: chunked\r\n");
        });
    }

    @Test
    @Withstands(AttackClass.EXHAUSTION)
    @DisplayName("more bodies at once than the endpoint reads: 503 with Retry-After before the body is read")
    default void moreBodiesThanPlaces() throws Exception {
        withServer(settings -> settings.maxConcurrentBodies(1), rig -> {
            SignedDelivery delivery = rig.fresh();
            try (RawConnection stalled = stalled(rig, delivery, "127.0.0.1")) {
                HttpAnswer answer = awaitStatus(rig, 503, delivery);
                assertThat(answer.code()).isEqualTo("OVERLOADED");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                stalled.reset();
            }
            awaitStatus(rig, 200, delivery);
        });
    }

    @Test
    @Withstands({AttackClass.EXHAUSTION, AttackClass.MEMORY_BEFORE_AUTHENTICATION})
    @DisplayName("bodies that hold more memory together than they may: 503 with Retry-After")
    default void moreBytesThanMayBeInFlight() throws Exception {
        withServer(settings -> settings.maxBytesInFlight(ContractRig.MAX_BODY_SIZE), rig -> {
            SignedDelivery small = rig.fresh();
            byte[] most = new byte[ContractRig.MAX_BODY_SIZE - 1];
            byte[] head = RawConnection.head(rig.uri(), small, "Content-Length: " + (most.length + 1) + "\r\n");
            try (RawConnection holding = RawConnection.open(rig.uri())) {
                holding.write(head, most);
                assertThat(awaitStatus(rig, 503, small).code()).isEqualTo("OVERLOADED");
                holding.reset();
            }
            awaitStatus(rig, 200, small);
        });
    }

    private static void assertApplicationGoesOn(ContractRig rig, SignedDelivery delivery, String framing)
            throws Exception {
        List<RawConnection> crowd = new ArrayList<>();
        try {
            byte[] head = RawConnection.head(rig.uri(), delivery, framing);
            for (int i = 0; i < CROWD; i++) {
                InetAddress source = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + i % 50)});
                RawConnection connection = RawConnection.openFrom(rig.uri(), source);
                crowd.add(connection);
                connection.write(head, new byte[] {'1'});
            }
            URI other = rig.uri().resolve("/other");
            try (RawConnection connection = RawConnection.open(other)) {
                connection.timeout(AT_ONCE);
                connection.write(RawConnection.head(other, delivery.withMethod("GET"), ""));
                assertThat(connection.answer().status()).as("another path").isPositive();
            }
            assertThat(rig.application().calls()).isZero();
        } finally {
            for (RawConnection connection : crowd) {
                connection.reset();
            }
        }
        awaitStatus(rig, 200, rig.fresh());
        rig.application().reset();
    }

    private static RawConnection stalled(ContractRig rig, SignedDelivery delivery, String source) throws IOException {
        RawConnection connection = RawConnection.openFrom(rig.uri(), InetAddress.getByName(source));
        connection.write(RawConnection.head(rig.uri(), delivery, "Content-Length: 1000\r\n"), new byte[] {'{'});
        return connection;
    }

    /** The server sees a connection begin or end a little after the client. */
    private static HttpAnswer awaitStatus(ContractRig rig, int status, SignedDelivery delivery) throws Exception {
        HttpAnswer answer = RawHttp.send(rig.uri(), delivery);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (answer.status() != status && System.nanoTime() < end) {
            Thread.onSpinWait();
            answer = RawHttp.send(rig.uri(), rig.fresh());
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }
}
