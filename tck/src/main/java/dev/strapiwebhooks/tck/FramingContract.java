package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where a body ends: chunks, lengths that contradict each other, and bodies that wait to be asked for. */
interface FramingContract extends ContractPart {
    @Test
    @Withstands({Threat.BROKEN_CONNECTIONS, Threat.FRAMING})
    @DisplayName("chunks that break off, or are none: no handler call")
    default void brokenChunks() throws IOException {
        SignedDelivery delivery = rig().fresh();
        byte[] head = head(delivery, "Transfer-Encoding: chunked\r\n");
        for (String chunks :
                new String[] {"", "5\r\n{\"eve", "zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n", "5\r\n{\"eventXX"}) {
            try (RawConnection connection = RawConnection.open(rig().uri())) {
                connection.write(head, chunks.getBytes(StandardCharsets.US_ASCII));
                connection.end();
                assertThat(connection.answer().status()).as(chunks).isIn(0, 400, 401, 408);
            }
        }
        assertThat(rig().application().calls()).isZero();
        rig().accepted(delivery);
    }

    @Test
    @Withstands(Threat.FRAMING)
    @DisplayName("Expect: 100-continue: a delivery is accepted, an unsigned one refused without its body")
    default void expectContinue() throws IOException {
        SignedDelivery delivery = rig().fresh().with("Expect", "100-continue");
        String length = "Content-Length: " + delivery.body().length + "\r\n";
        try (RawConnection connection = RawConnection.open(rig().uri())) {
            connection.write(head(delivery, length));
            assertThat(connection.interim()).isEqualTo(100);
            connection.write(delivery.body());
            // Not its end: Jetty 12.0 keeps such a connection until it has been idle for too long, whatever was asked
            // for.
            assertThat(connection.interim()).isEqualTo(200);
        }
        try (RawConnection connection = RawConnection.open(rig().uri())) {
            connection.write(head(delivery.without(SIGNATURE), length));
            int status = connection.interim();
            connection.end();
            assertThat(status == 100 ? connection.interim() : status).isIn(0, 400, 401);
        }
        assertThat(rig().application().calls()).isEqualTo(1);
    }

    @Test
    @Withstands(Threat.FRAMING)
    @DisplayName("two lengths, or a length and chunks: refused, or exactly what was signed is handled")
    default void contradictingLengths() throws IOException {
        SignedDelivery delivery = rig().fresh();
        int length = delivery.body().length;
        String two = "Content-Length: " + length + "\r\nContent-Length: " + (length - 1) + "\r\n";
        String both = "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n";
        String smuggled = "0\r\n\r\nPOST /webhooks/strapi HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";

        assertThat(exchange(head(delivery, two), delivery.body())).isIn(0, 400);
        assertThat(exchange(head(delivery, both), delivery.body())).isIn(0, 400);
        int chunked = status(false, head(delivery, both), chunks(delivery.body()));
        assertThat(chunked).as("well-formed chunks win, or it is refused").isIn(0, 200, 400);
        assertThat(rig().application().calls()).isEqualTo(chunked == 200 ? 1 : 0);
        if (chunked == 200) {
            assertThat(rig().application().last().body()).isEqualTo(delivery.body());
            rig().refused(delivery, 409, "REPLAY");
        }
        rig().application().reset();
        assertThat(exchange(head(delivery, both), smuggled.getBytes(StandardCharsets.US_ASCII)))
                .isIn(0, 400, 401);
        assertThat(exchange(head(delivery, "Content-Length: -1\r\n"), delivery.body()))
                .isIn(0, 400);
        assertThat(exchange(head(delivery, "Content-Length: 1e2\r\n"), delivery.body()))
                .isIn(0, 400);
        assertThat(rig().application().calls()).isZero();
    }

    private static byte[] chunks(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunks.writeBytes(body);
        chunks.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private int exchange(byte[]... parts) throws IOException {
        return status(true, parts);
    }

    /** Netty takes the end of what we send for the end of the connection, and may answer no more. */
    private int status(boolean thenEnd, byte[]... parts) throws IOException {
        try (RawConnection connection = RawConnection.open(rig().uri())) {
            connection.write(parts);
            if (thenEnd) {
                connection.end();
            }
            return connection.answer().status();
        }
    }

    private byte[] head(SignedDelivery delivery, String framing) {
        return RawConnection.head(rig().uri(), delivery, framing);
    }
}
