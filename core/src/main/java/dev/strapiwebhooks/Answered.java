package dev.strapiwebhooks;

/** A request that does not reach the application now: its answer is written to the sender. */
public sealed interface Answered extends Admission permits Refusal, Receipt {
    /**
     * What the sender gets.
     *
     * @return the answer
     */
    WebhookResponse response();
}
