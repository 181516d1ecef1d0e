package dev.strapiwebhooks;

import dev.strapiwebhooks.verify.Verification.Rejected;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is not accepted. */
public final class Refusal implements Answered {
    private final WebhookResponse response;
    private final @Nullable Rejected rejected;

    Refusal(WebhookResponse response, @Nullable Rejected rejected) {
        this.response = response;
        this.rejected = rejected;
    }

    @Override
    public WebhookResponse response() {
        return response;
    }

    /**
     * Why it was refused.
     *
     * @return the rejection; empty when something of ours was unavailable
     */
    public Optional<Rejected> rejected() {
        return Optional.ofNullable(rejected);
    }

    @Override
    public String toString() {
        return rejected == null ? response.toString() : rejected.toString();
    }
}
