package dev.strapiwebhooks.testkit.contract;

import static dev.strapiwebhooks.testkit.contract.ContractRig.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Times that are wrong, lenient or missing. */
interface TimestampContract extends ContractPart {
    @Test
    @DisplayName("past and future timestamp: the bound is accepted, one millisecond more is not")
    default void window() throws IOException {
        Duration tolerance = Duration.ofMinutes(5);

        rig().accepted(signedAfter(tolerance.negated()));
        rig().accepted(signedAfter(tolerance));
        rig().refused(signedAfter(tolerance.negated().minusMillis(1)), 401, "STALE");
        rig().refused(signedAfter(tolerance.plusMillis(1)), 401, "FUTURE");
        rig().refused(signedAfter(Duration.ofDays(-3650)), 401, "STALE");
        rig().refused(signedAfter(Duration.ofDays(3650)), 401, "FUTURE");
    }

    @Test
    @DisplayName("lenient numbers, overflow and unit confusion")
    default void lenientNumbers() throws IOException {
        for (String timestamp : List.of(
                "",
                "NaN",
                "+1795435200000",
                "-1795435200000",
                "01795435200000",
                "1e12",
                "1795435200000.0",
                "0x1A2B3C4D5E6",
                "179543520000",
                "1795435200",
                "17954352000000",
                "9223372036854775807",
                "-9223372036854775808",
                "999999999999999999999999999999",
                "١٧٩٥٤٣٥٢٠٠٠٠٠",
                "1795435200000 1",
                "1 795435200000",
                "0")) {
            assertThat(rig().refused(rig().fresh().with(TIMESTAMP, timestamp)).status())
                    .as(timestamp)
                    .isIn(400, 401);
        }
    }

    @Test
    @DisplayName("missing timestamp is no downgrade")
    default void missingTimestamp() throws IOException {
        rig().refused(rig().fresh().without(TIMESTAMP), 401, "MISSING_TIMESTAMP");
    }

    @Test
    @DisplayName("an old body does not become fresh by a new header")
    default void refreshedHeader() throws IOException {
        SignedDelivery old = signedAfter(Duration.ofHours(-1));
        String now = Long.toString(rig().clock().millis());

        rig().refused(old.with(TIMESTAMP, now), 401, "SIGNATURE_MISMATCH");
    }

    private SignedDelivery signedAfter(Duration offset) {
        return rig().signed(rig().fresh().body(), rig().clock().instant().plus(offset));
    }
}
