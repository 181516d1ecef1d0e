package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.TimestampedScheme;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Times that are wrong, lenient or missing. */
interface TimestampContract extends ContractPart {
    @Test
    @Withstands(Threat.FUTURE_TIMESTAMP)
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
    @Withstands(Threat.LENIENT_NUMBERS)
    @DisplayName("lenient numbers: anything but 13 plain digits")
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
                "17954352000000",
                "١٧٩٥٤٣٥٢٠٠٠٠٠",
                "1795435200000 1",
                "1795435200000,",
                "1 795435200000",
                "0")) {
            // Signed as it is written: a reader who takes it for the time would accept the delivery.
            SignedDelivery delivery = rig().signedAs(timestamp, rig().fresh().body());
            assertThat(rig().refused(delivery).code()).as(timestamp).isIn("MALFORMED_TIMESTAMP", "");
        }
    }

    @Test
    @Withstands(Threat.OVERFLOW)
    @DisplayName("overflow: the extremes of 64 bits, and far more digits")
    default void overflow() throws IOException {
        for (String timestamp : List.of(
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "18446744073709551616",
                "999999999999999999999999999999",
                "9".repeat(5000))) {
            rig().refused(rig().signedAs(timestamp, rig().fresh().body()), 401, "MALFORMED_TIMESTAMP");
        }
    }

    @Test
    @Withstands(Threat.UNIT_CONFUSION)
    @DisplayName("unit confusion: seconds are refused, also when signed, and the report says what they look like")
    default void unitConfusion() throws IOException {
        TimestampedScheme<WebhookSecret> inSeconds =
                SignatureScheme.timestamped().withTimestampUnit(TimestampedScheme.Unit.SECONDS);
        SignedDelivery delivery = SignedDelivery.of(
                WebhookSigner.create(inSeconds, ContractRig.SECRET),
                rig().fresh().body(),
                rig().clock().instant());

        rig().refused(delivery, 401, "MALFORMED_TIMESTAMP");
        assertThat(rig().reports().all().get(0).rejected().map(Rejected::detail).orElse(""))
                .contains("looks like seconds");
    }

    @Test
    @Withstands(Threat.MISSING_TIMESTAMP)
    @DisplayName("missing timestamp is no downgrade")
    default void missingTimestamp() throws IOException {
        rig().refused(rig().fresh().without(TIMESTAMP), 401, "MISSING_TIMESTAMP");
    }

    @Test
    @Withstands(Threat.REFRESHED_TIMESTAMP)
    @DisplayName("an old body does not become fresh by a new header")
    default void refreshedHeader() throws IOException {
        SignedDelivery old = signedAfter(Duration.ofHours(-1));
        String now = Long.toString(rig().clock().millis());

        rig().refused(old.with(TIMESTAMP, now), 401, "SIGNATURE_MISMATCH");
    }

    @Test
    @Withstands(Threat.RESTARTS_AND_CLOCKS)
    @DisplayName("the clock jumps by an hour or ten years and comes back: refused while it is off, then accepted")
    default void clockJumps() throws IOException {
        for (Duration jump : List.of(Duration.ofHours(1), Duration.ofDays(3653))) {
            SignedDelivery handled = rig().fresh();
            rig().accepted(handled);
            SignedDelivery delivery = rig().fresh();
            rig().clock().set(ContractRig.START.plus(jump));
            rig().refused(delivery, 401, "STALE");
            rig().accepted(rig().fresh());
            rig().refused(handled, 401, "STALE");
            rig().clock().set(ContractRig.START.minus(jump));
            rig().refused(handled, 401, "FUTURE");
            rig().refused(delivery, 401, "FUTURE");
            rig().accepted(rig().fresh());
            rig().clock().set(ContractRig.START);
            rig().accepted(delivery);
            rig().refused(delivery, 409, "REPLAY");
        }
    }

    private SignedDelivery signedAfter(Duration offset) {
        return rig().signed(rig().fresh().body(), rig().clock().instant().plus(offset));
    }
}
