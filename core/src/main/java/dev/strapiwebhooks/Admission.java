package dev.strapiwebhooks;

/**
 * What {@link WebhookEndpoint} says of a request: a {@link WebhookDelivery} for the application, or an {@link
 * Answered} request whose answer is written to the sender.
 */
public sealed interface Admission permits WebhookDelivery, Answered {}
