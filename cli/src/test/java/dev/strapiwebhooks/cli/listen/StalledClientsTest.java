package dev.strapiwebhooks.cli.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who begins bodies and does not end them keeps nobody else from being read. */
class StalledClientsTest {
    private static final String EVENT = "{\"event\":\"trigger-test\"}";
    private static final int MORE_THAN_ALL_READERS = 40;

    private final Listening listening = Listening.inMemory();
    private final List<RawConnection> stalled = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawConnection connection : stalled) {
            connection.close();
        }
        listening.close();
    }

    @Test
    void oneAddressCannotTakeAllReaders() throws Exception {
        for (int i = 0; i < MORE_THAN_ALL_READERS; i++) {
            stalled.add(stall(listening.endpoint()));
        }
        HttpAnswer refused = firstRefused();

        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(from("127.0.0.2", Listening.signed("{\"event\":\"another\"}")))
                .startsWith("HTTP/1.1 204");
        for (RawConnection connection : stalled) {
            connection.close();
        }
        assertThat(firstAccepted().status()).as("when they are gone").isEqualTo(204);
    }

    private static RawConnection stall(URI endpoint) throws IOException {
        RawConnection connection = RawConnection.open(endpoint);
        SignedDelivery delivery = Listening.signed(EVENT);
        connection.write(RawConnection.head(endpoint, delivery, "Content-Length: 1000\r\n"), "{".getBytes(US_ASCII));
        return connection;
    }

    /** The server sees the stalled ones when it likes to. */
    private HttpAnswer firstRefused() throws Exception {
        return firstWith(503);
    }

    private HttpAnswer firstAccepted() throws Exception {
        return firstWith(204);
    }

    private HttpAnswer firstWith(int status) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        HttpAnswer answer = listening.send(Listening.signed(EVENT));
        while (answer.status() != status && System.nanoTime() < end) {
            answer = listening.send(Listening.signed(EVENT));
        }
        assertThat(answer.status()).isEqualTo(status);
        return answer;
    }

    /** All of 127.0.0.0/8 is this machine, so that a test can be two clients. */
    private String from(String address, SignedDelivery delivery) throws IOException {
        URI endpoint = listening.endpoint();
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort(), InetAddress.getByName(address), 0)) {
            String framing = "Content-Length: " + delivery.body().length + "\r\n";
            socket.getOutputStream().write(RawConnection.head(endpoint, delivery, framing));
            socket.getOutputStream().write(delivery.body());
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
