package dev.strapiwebhooks;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.spi.SignatureScheme;

/**
 * A request was refused. Thrown by {@link Verification#orElseThrow()}, and by a {@link SignatureScheme} that cannot read
 * its headers. It has no stack trace: refusing a stranger must cost little, and the reason says everything.
 */
public final class WebhookRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Verification.Rejected rejection;

    /**
     * Refuses a request.
     *
     * @param reason why
     * @param detail one sentence for the operator's log; fixed text and numbers only, never what the sender wrote
     */
    public WebhookRejectedException(RejectionReason reason, String detail) {
        this(new Verification.Rejected(requireNonNull(reason, "reason"), detail, null, null));
    }

    WebhookRejectedException(Verification.Rejected rejection) {
        super(rejection.toString(), null, false, false);
        this.rejection = rejection;
    }

    /**
     * The refusal.
     *
     * @return the reason, with its detail
     */
    public Verification.Rejected rejection() {
        return rejection;
    }
}
