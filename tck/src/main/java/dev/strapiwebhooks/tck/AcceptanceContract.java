package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a real Strapi sends is accepted. */
interface AcceptanceContract extends ContractPart {
    @Test
    @DisplayName("real deliveries: every signed capture reaches the handler, byte for byte")
    default void realDeliveries() throws IOException {
        Set<String> seen = new HashSet<>();
        for (CapturedDelivery capture : CapturedDeliveries.signed()) {
            rig().clock().set(capture.signedAt());
            if (!seen.add(capture.delivery().header(ContractRig.SIGNATURE))) {
                rig().refused(capture.delivery(), 409, "REPLAY"); // captured at both ends of a 307
            } else if (capture.name().contains("spoofed.by.info")) {
                rig().refused(capture.delivery(), 401, "EVENT_HEADER_MISMATCH");
            } else {
                rig().accepted(capture.delivery());
                assertThat(rig().application().last().body()).as(capture.name()).isEqualTo(capture.body());
            }
        }
    }

    @Test
    @DisplayName("typed event: the handler gets it, with its entry")
    default void typedEvent() throws IOException {
        rig().accepted(rig().fresh());

        assertThat(rig().application().last().event())
                .isInstanceOfSatisfying(
                        EntryEvent.class,
                        event -> assertThat(event.entry().path("title").asString())
                                .isEqualTo("Zoë – 東京 🎉"));
    }

    @Test
    @DisplayName("the application answers for itself")
    default void applicationsOwnStatus() throws IOException {
        for (int status : new int[] {200, 202, 422}) {
            rig().application().nextAnswers(status);
            assertThat(rig().send(rig().fresh()).status()).isEqualTo(status);
        }
    }

    @Test
    @DisplayName("chunked: a body without a declared length is read as well")
    default void chunked() throws IOException {
        SignedDelivery delivery = rig().fresh();

        HttpAnswer answer = RawHttp.sendChunked(rig().uri(), delivery);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(rig().application().last().body()).isEqualTo(delivery.body());
    }

    @Test
    @DisplayName("joined or repeated Content-Type and X-Strapi-Event, as Strapi may send them")
    default void joinedHeaders() throws IOException {
        rig().accepted(rig().fresh().with("Content-Type", "text/plain, application/json"));
        rig().accepted(rig().fresh().with("Content-Type", "application/json; charset=utf-8"));
        rig().accepted(rig().fresh().with("X-Strapi-Event", "entry.update, spoofed"));
        rig().accepted(rig().fresh().with("X-Strapi-Event", "spoofed").adding("x-strapi-event", "entry.update"));
        rig().accepted(rig().fresh().with("X-Note", "Zoë"));
    }

    @Test
    @DisplayName("header names in any case")
    default void headerCase() throws IOException {
        SignedDelivery delivery = rig().fresh();
        String signature = delivery.header(ContractRig.SIGNATURE);

        rig().accepted(delivery.without(ContractRig.SIGNATURE).adding("x-WEBHOOK-signature", signature));
    }
}
