package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An endpoint that stores deliveries and answers, instead of calling the application. */
interface InboxEndpointContract extends ContractPart {
    @Test
    @Withstands(Threat.REPLAY)
    @DisplayName("inbox: a genuine delivery is stored as it came and answered 202, a copy is a replay")
    default void storedOnce() throws Exception {
        RecordingInbox inbox = new RecordingInbox();
        withInbox(inbox, rig -> {
            SignedDelivery delivery = rig.fresh().with("X-Strapi-Event", "entry.update");

            HttpAnswer answer = rig.send(delivery);
            rig.refused(delivery, 409, "REPLAY");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(rig.application().calls()).isZero();
            assertThat(rig.reports().all().get(0).verdict()).isEqualTo(DeliveryReport.Verdict.STORED);
            assertThat(inbox.stored()).hasSize(1);
            ReceivedDelivery stored = inbox.stored().get(0);
            assertThat(stored.body()).isEqualTo(delivery.body());
            assertThat(stored.keyName()).isEqualTo("default");
            assertThat(stored.endpoint()).isEqualTo("default");
            assertThat(stored.receivedAt()).isEqualTo(ContractRig.START);
            assertThat(stored.event().name()).isEqualTo("entry.update");
            assertThat(stored.header("x-strapi-event")).isEqualTo(List.of("entry.update"));
            assertThat(stored.headers()).doesNotContainKey(ContractRig.SIGNATURE);
        });
    }

    @Test
    @Withstands(Threat.STORE_DOWN)
    @DisplayName("inbox down: 503 with Retry-After, nothing acknowledged, recovers without restart")
    default void inboxDown() throws Exception {
        RecordingInbox inbox = new RecordingInbox();
        withInbox(inbox, rig -> {
            SignedDelivery delivery = rig.fresh();
            inbox.goDown();

            HttpAnswer answer = rig.send(delivery);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("UNAVAILABLE");
            assertThat(answer.header("Retry-After")).matches("\\d+");
            inbox.comeBack();
            assertThat(rig.send(delivery).status()).isEqualTo(202);
            assertThat(inbox.stored()).hasSize(1);
        });
    }

    @Test
    @Withstands(Threat.PARSE_BEFORE_VERIFY)
    @DisplayName("inbox: what is refused is not stored")
    default void refusedIsNotStored() throws Exception {
        RecordingInbox inbox = new RecordingInbox();
        withInbox(inbox, rig -> {
            SignedDelivery delivery = rig.fresh();

            rig.refused(delivery.with(ContractRig.SIGNATURE, "sha256=" + "0".repeat(64)), 401, "SIGNATURE_MISMATCH");
            rig.refused(delivery.with("X-Strapi-Event", "entry.delete"), 401, "EVENT_HEADER_MISMATCH");
            rig.refused(rig.signed("[1]"), 400, "INVALID_JSON");

            assertThat(inbox.stored()).isEmpty();
            assertThat(rig.send(delivery).status()).isEqualTo(202);
        });
    }
}
