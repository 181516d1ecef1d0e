package dev.strapiwebhooks;

/**
 * A request could not be judged because something of ours failed: the replay store, the source of the keys, the crypto
 * provider. Nothing was accepted; the sender gets status 503. The cause says what failed.
 */
public final class WebhookUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Fails closed.
     *
     * @param message what could not be asked
     * @param cause the failure
     */
    public WebhookUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
