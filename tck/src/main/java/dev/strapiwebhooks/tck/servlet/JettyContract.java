package dev.strapiwebhooks.tck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract on Jetty, which closes a connection as soon as it has answered. */
public abstract class JettyContract extends ServletContainerContract {
    @Test
    @DisplayName("an early refusal reaches a sender who sends the whole body before it reads: no broken connection")
    void refusalBeforeTheBody() throws IOException {
        byte[] body = new byte[5 << 20];
        for (SignedDelivery delivery : List.of(rig().fresh(), rig().fresh().without("X-Webhook-Signature"))) {
            for (int i = 0; i < 5; i++) {
                try (RawConnection sender = RawConnection.open(rig().uri())) {
                    byte[] head = RawConnection.head(rig().uri(), delivery, "Content-Length: " + body.length + "\r\n");

                    assertThat(sender.writeAll(head, body)).as("all was sent").isTrue();
                    assertThat(sender.answer().status()).isEqualTo(413);
                }
            }
        }
    }
}
