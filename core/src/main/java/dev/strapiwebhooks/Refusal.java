package dev.strapiwebhooks;

import dev.strapiwebhooks.Verification.Rejected;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is not accepted. */
public final class Refusal implements Answered, Begun {
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

    /** The same, where the rest of the body stays unread, so that the connection can serve no other request. */
    Refusal closing() {
        return response.closesConnection() ? this : new Refusal(response.closing(), rejected);
    }

    @Override
    public String toString() {
        return rejected == null ? response.toString() : rejected.toString();
    }
}
