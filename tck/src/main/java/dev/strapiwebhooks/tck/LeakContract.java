package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.tck.LogRecorder.Line;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Secrets, signatures and unverified content in what people and machines read. */
interface LeakContract extends ContractPart {
    @Test
    @Withstands(Threat.LEAKS)
    @DisplayName("a refusal repeats nothing that was sent")
    default void answersRepeatNothing() throws IOException {
        SignedDelivery delivery = rig().fresh();
        String digits = digits(delivery);

        HttpAnswer mismatch = rig().refused(delivery.withBody(bytes("{\"canary\":\"in-the-body\"}")));
        HttpAnswer malformed = rig().refused(delivery.with(SIGNATURE, "canary-in-the-header"));

        assertThat(mismatch.text()).doesNotContain("canary", digits);
        assertThat(malformed.text()).doesNotContain("canary");
    }

    @Test
    @Withstands(Threat.LEAKS)
    @DisplayName("logs at TRACE: no secret in any, and in ours no signature and nothing unverified")
    default void logs() throws Exception {
        List<String> digits = new ArrayList<>();
        try (LogRecorder log = new LogRecorder()) {
            everyKindOfRequest(digits);
            List<Line> lines = log.lines();
            assertThat(lines).as("our log").anyMatch(Line::isOurs);
            for (Line line : lines) {
                assertThat(line.text()).doesNotContain(ContractRig.SECRETS);
            }
            for (Line line : lines.stream().filter(Line::isOurs).toList()) {
                assertThat(line.text()).doesNotContain("canary").doesNotContain(digits);
            }
        }
    }

    @Test
    @Withstands(Threat.LEAKS)
    @DisplayName("reports, metrics and names of threads: no secret, no signature, nothing unverified")
    default void reportsMetricsAndThreads() throws Exception {
        List<String> digits = new ArrayList<>();
        everyKindOfRequest(digits);

        List<String> texts = new ArrayList<>();
        for (DeliveryReport report : rig().reports().all()) {
            texts.add(report.rejected() + " " + report.rejected().map(Rejected::detail) + report.keyName()
                    + report.cause().map(LeakContract::stackTrace));
        }
        rig().meters().getMeters().forEach(meter -> texts.add(meter.getId().toString()));
        Thread.getAllStackTraces().keySet().forEach(thread -> texts.add(thread.getName()));

        assertThat(texts).anyMatch(text -> text.contains("strapi.webhook.requests"));
        for (String text : texts) {
            assertThat(text)
                    .doesNotContain(ContractRig.SECRETS)
                    .doesNotContain("canary")
                    .doesNotContain(digits);
        }
    }

    private void everyKindOfRequest(List<String> digits) throws IOException {
        SignedDelivery accepted = rig().fresh();
        SignedDelivery failing = rig().fresh();
        SignedDelivery closed = rig().fresh();
        for (SignedDelivery signed : List.of(accepted, failing, closed)) {
            digits.add(digits(signed));
        }
        SignedDelivery forged = rig().fresh();
        digits.add(digits(forged));
        rig().accepted(accepted);
        rig().refused(accepted);
        rig().refused(forged.withBody(bytes("{\"event\":\"canary-of-a-forger\"}")));
        rig().refused(rig().fresh()
                .with("Authorization", "Bearer canary-of-a-token")
                .without(SIGNATURE));
        rig().refused(rig().fresh().with(SIGNATURE, "sha256=canary"));
        rig().refused(rig().fresh().with(ContractRig.TIMESTAMP, "canary"));
        rig().refused(rig().fresh().with("X-Strapi-Event", "canary"));
        rig().refused(rig().fresh().with("Content-Type", "text/canary"));
        rig().application().nextAnswers(500);
        rig().send(failing);
        rig().guard().goDown();
        rig().send(closed);
        rig().guard().comeBack();
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String digits(SignedDelivery delivery) {
        return delivery.header(SIGNATURE).substring("sha256=".length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
