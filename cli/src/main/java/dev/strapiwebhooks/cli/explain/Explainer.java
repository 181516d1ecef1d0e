package dev.strapiwebhooks.cli.explain;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says why a delivery was refused. Costs up to a thousand digests of the body, so it is for people who ask, and not for
 * every request. Immutable and thread-safe.
 */
public final class Explainer {
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{9}");
    private static final Pattern MILLISECONDS = Pattern.compile("[1-9][0-9]{12}");

    private final ExpectedScheme scheme;
    private final List<CandidateSecret> secrets;
    private final SecretMask mask;
    private final Duration tolerance;

    /**
     * An explainer.
     *
     * @param scheme what the receiver expects
     * @param secrets the receiver's secrets
     * @param tolerance how far the receiver lets a time be off
     */
    public Explainer(ExpectedScheme scheme, List<CandidateSecret> secrets, Duration tolerance) {
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
        this.mask = SecretMask.of(secrets);
        this.tolerance = tolerance;
    }

    /**
     * Explains a delivery.
     *
     * @param delivery as it came
     * @param reason why it was refused; null when nobody has judged it yet
     * @param now the receiver's time when it came
     * @return what is wrong with it
     */
    public Explanation explain(RecordedDelivery delivery, @Nullable RejectionReason reason, Instant now) {
        List<Finding> findings = new ArrayList<>();
        OtherScheme.of(scheme, secrets, delivery)
                .ifPresentOrElse(findings::add, () -> findings.addAll(HeaderProblems.of(scheme, mask.hide(delivery))));
        boolean hasHeaders = findings.isEmpty();
        addSignature(delivery, hasHeaders, reason, findings);
        if (hasHeaders || delivery.first(scheme.signatureHeader()).isPresent()) {
            addTime(delivery, now, findings);
        }
        if (reason != null
                && !isAboutSignature(reason)
                && !(isTime(reason) && findings.stream().anyMatch(Explainer::isTime))) {
            findings.add(0, ReasonAdvice.of(reason));
        }
        sentSecret(delivery).ifPresent(finding -> findings.add(0, finding)); // nothing else matters as much
        return Explanation.of(findings);
    }

    /**
     * Says when the delivery holds one of the secrets itself, which then has to be changed.
     *
     * @param delivery as it came
     * @return the finding that stands first in an explanation; empty when there is no secret in it
     */
    public Optional<Finding> sentSecret(RecordedDelivery delivery) {
        return SentSecret.of(secrets, delivery);
    }

    /** What makes the signature fit; and when nothing does, that is said as well, whatever else is wrong. */
    private void addSignature(
            RecordedDelivery delivery, boolean hasHeaders, @Nullable RejectionReason reason, List<Finding> findings) {
        if (reason == RejectionReason.BODY_TOO_LARGE) {
            return; // it was not kept
        }
        Optional<Set<Cause>> causes = SignatureSearch.run(scheme, secrets, delivery);
        causes.ifPresent(found -> found.forEach(cause -> findings.add(cause.proved())));
        boolean isNoSignature = delivery.isMasked()
                || delivery.values(scheme.signatureHeader()).stream().anyMatch(mask::isIn);
        if (causes.isEmpty() && hasHeaders && !isNoSignature) {
            findings.add(ReasonAdvice.of(
                    reason == RejectionReason.MALFORMED_SIGNATURE
                            ? RejectionReason.MALFORMED_SIGNATURE
                            : RejectionReason.SIGNATURE_MISMATCH));
        }
    }

    private void addTime(RecordedDelivery delivery, Instant now, List<Finding> findings) {
        String text = delivery.first(ExpectedScheme.TIMESTAMP_HEADER).orElse("");
        if (scheme != ExpectedScheme.TIMESTAMPED || text.isEmpty()) {
            return;
        }
        boolean seconds = SECONDS.matcher(text).matches();
        if (!seconds && !MILLISECONDS.matcher(text).matches()) {
            findings.add(ReasonAdvice.of(RejectionReason.MALFORMED_TIMESTAMP));
            return;
        }
        if (seconds) {
            findings.add(new Finding(
                    "TIMESTAMP_SECONDS",
                    true,
                    "The timestamp is in seconds, expected are milliseconds.",
                    "Send String(Date.now()), not Math.floor(Date.now() / 1000).",
                    "Or expect seconds: SignatureScheme.timestamped().withTimestampUnit(TimestampUnit.SECONDS)."));
        }
        Instant signed = Instant.ofEpochMilli(Long.parseLong(text) * (seconds ? 1000 : 1));
        Duration skew = Duration.between(signed, now);
        if (skew.abs().compareTo(tolerance) > 0) {
            findings.add(clock(skew));
        }
    }

    private Finding clock(Duration skew) {
        boolean late = !skew.isNegative();
        return new Finding(
                late ? "CLOCK_STALE" : "CLOCK_FUTURE",
                true,
                "The signed time is " + skew.abs().toSeconds() + " s " + (late ? "before" : "after")
                        + " the receiver's clock; at most " + tolerance.toSeconds() + " s are accepted.",
                late
                        ? "Set the clock by NTP. If the delivery was stored or typed in, sign it anew when it is sent."
                        : "Set the clock by NTP.",
                "Set the clock by NTP; a wider tolerance(…) also widens the time for replays.");
    }

    private static boolean isAboutSignature(RejectionReason reason) {
        return switch (reason) {
            case MISSING_SIGNATURE, REPEATED_SIGNATURE, MALFORMED_SIGNATURE, SIGNATURE_MISMATCH -> true;
            default -> false;
        };
    }

    private static boolean isTime(RejectionReason reason) {
        return switch (reason) {
            case STALE, FUTURE, MALFORMED_TIMESTAMP, MISSING_TIMESTAMP, REPEATED_TIMESTAMP -> true;
            default -> false;
        };
    }

    private static boolean isTime(Finding finding) {
        return finding.code().startsWith("CLOCK_")
                || finding.code().startsWith("TIMESTAMP_SECONDS")
                || finding.code().startsWith("HEADER_")
                || finding.code().equals(RejectionReason.MALFORMED_TIMESTAMP.name());
    }
}
