package dev.strapiwebhooks.inspector.listen;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Answered;
import dev.strapiwebhooks.Refusal;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookResponse;
import dev.strapiwebhooks.verify.RejectionReason;
import dev.strapiwebhooks.verify.Verification.Rejected;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the endpoint said of a delivery. */
final class Judgement {
    private final WebhookResponse response;
    private final @Nullable WebhookDelivery accepted;
    private final @Nullable Rejected rejected;

    private Judgement(WebhookResponse response, @Nullable WebhookDelivery accepted, @Nullable Rejected rejected) {
        this.response = response;
        this.accepted = accepted;
        this.rejected = rejected;
    }

    static Judgement of(Admission admission) {
        if (admission instanceof WebhookDelivery delivery) {
            return new Judgement(WebhookResponse.NO_CONTENT, delivery, null);
        }
        Rejected rejected =
                admission instanceof Refusal refusal ? refusal.rejected().orElse(null) : null;
        return new Judgement(((Answered) admission).response(), null, rejected);
    }

    WebhookResponse response() {
        return response;
    }

    boolean isAccepted() {
        return accepted != null;
    }

    String verdict() {
        return accepted != null ? "accepted" : rejected != null ? "refused" : "unavailable";
    }

    Optional<RejectionReason> reason() {
        return Optional.ofNullable(rejected).map(Rejected::reason);
    }

    Optional<Duration> skew() {
        return accepted != null
                ? accepted.verified().skew()
                : Optional.ofNullable(rejected).flatMap(Rejected::skew);
    }
}
