package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.Verification.Rejected;
import dev.strapiwebhooks.Verification.Verified;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookResponse;
import dev.strapiwebhooks.event.StrapiEvent;
import java.time.Duration;
import java.util.Optional;

/** What the endpoint said of a delivery. */
final class Judgement {
    static final String WRONG_PATH = "WRONG_PATH";

    private final int status;
    private final Optional<String> reason;
    private final Optional<WebhookDelivery> accepted;
    private final Optional<Duration> skew;

    private Judgement(
            int status, Optional<String> reason, Optional<WebhookDelivery> accepted, Optional<Duration> skew) {
        this.status = status;
        this.reason = reason;
        this.accepted = accepted;
        this.skew = skew;
    }

    static Judgement of(Admission admission, WebhookResponse response) {
        Optional<WebhookDelivery> accepted =
                Optional.of(admission).filter(WebhookDelivery.class::isInstance).map(WebhookDelivery.class::cast);
        Optional<Rejected> rejected = admission instanceof Answered refusal ? refusal.rejected() : Optional.empty();
        return new Judgement(
                response.status(),
                rejected.map(Rejected::reason).map(Enum::name),
                accepted,
                accepted.map(WebhookDelivery::verified)
                        .flatMap(Verified::skew)
                        .or(() -> rejected.flatMap(Rejected::skew)));
    }

    /** Sent to this port, but not to the endpoint. */
    static Judgement wrongPath() {
        return new Judgement(404, Optional.of(WRONG_PATH), Optional.empty(), Optional.empty());
    }

    int status() {
        return status;
    }

    String verdict() {
        return accepted.isPresent() ? "accepted" : reason.isPresent() ? "refused" : "unavailable";
    }

    Optional<String> reason() {
        return reason;
    }

    Optional<StrapiEvent> event() {
        return accepted.map(WebhookDelivery::event);
    }

    Optional<Duration> skew() {
        return skew;
    }
}
