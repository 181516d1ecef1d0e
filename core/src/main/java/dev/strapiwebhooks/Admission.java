package dev.strapiwebhooks;

/**
 * What {@link WebhookEndpoint} says of a request: a {@link WebhookDelivery} for the application, or a {@link Refusal} to
 * be written to the sender.
 */
public sealed interface Admission permits WebhookDelivery, Refusal {}
