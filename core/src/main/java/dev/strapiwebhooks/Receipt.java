package dev.strapiwebhooks;

/** A delivery that is stored in an inbox, and will be handled from there. */
public final class Receipt implements Answered {
    static final Receipt STORED = new Receipt();

    private Receipt() {}

    @Override
    public WebhookResponse response() {
        return WebhookResponse.STORED;
    }

    @Override
    public String toString() {
        return "stored";
    }
}
