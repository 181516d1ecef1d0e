package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Failures of the receiver itself. */
interface FailureContract extends ContractPart {
    @Test
    @Withstands(Threat.QUIET_FAILURE)
    @DisplayName("handler throws: 500 without its message, claim released, a resend is accepted")
    default void handlerThrows() throws IOException {
        SignedDelivery delivery = rig().fresh();
        rig().application().nextThrows();

        HttpAnswer answer = rig().send(delivery);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("HANDLER_FAILED");
        assertThat(answer.text()).doesNotContain(ContractApplication.CANARY);
        rig().accepted(delivery);
        rig().refused(delivery, 409, "REPLAY");
    }

    @Test
    @Withstands(Threat.QUIET_FAILURE)
    @DisplayName("handler fails quietly: a status of 500 or more releases the claim")
    default void handlerFailsQuietly() throws IOException {
        for (int status : new int[] {500, 503}) {
            SignedDelivery delivery = rig().fresh();
            rig().application().nextAnswers(status);
            assertThat(rig().send(delivery).status()).isEqualTo(status);
            rig().accepted(delivery);
        }
    }

    @Test
    @Withstands(Threat.QUIET_FAILURE)
    @DisplayName(
            "the application declines, with 3xx or 4xx: its answer is sent, nothing is called handled, a resend is accepted")
    default void applicationDeclines() throws Exception {
        for (int status : new int[] {302, 400, 404, 422}) {
            SignedDelivery delivery = rig().fresh();
            rig().application().nextAnswers(status);

            assertThat(rig().send(delivery).status()).isEqualTo(status);

            DeliveryReport outcome =
                    rig().reports().await(report -> report.status().orElse(0) == status);
            assertThat(outcome.verdict()).as("verdict of %s", status).isEqualTo(Verdict.DECLINED);
            rig().accepted(delivery);
        }
    }

    @Test
    @Withstands(Threat.QUIET_FAILURE)
    @DisplayName(
            "an entry that does not fit its class: 422 with where and why, nothing is called handled, a resend is accepted")
    default void entryDoesNotFit() throws Exception {
        SignedDelivery delivery = rig().fresh();
        rig().application().nextMisfits();

        HttpAnswer answer = rig().send(delivery);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("ENTRY_MISMATCH");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text()).contains("at title: string for long").doesNotContain("Zoë");
        assertThat(rig().reports().awaitOutcome().verdict()).isEqualTo(Verdict.DECLINED);
        rig().accepted(delivery);
    }

    @Test
    @Withstands(Threat.STORE_DOWN)
    @DisplayName("store down: 503 with Retry-After, closed, recovers without restart")
    default void storeDown() throws IOException {
        SignedDelivery delivery = rig().fresh();
        rig().guard().goDown();

        HttpAnswer answer = rig().send(delivery);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("UNAVAILABLE");
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(rig().application().calls()).isZero();
        rig().refused(delivery.with(ContractRig.SIGNATURE, "sha256=" + "0".repeat(64)), 401, "SIGNATURE_MISMATCH");

        rig().guard().comeBack();
        rig().accepted(delivery);
    }
}
