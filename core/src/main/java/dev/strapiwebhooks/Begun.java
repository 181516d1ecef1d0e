package dev.strapiwebhooks;

/**
 * What {@link WebhookEndpoint#begin} says of a request's head: a {@link PendingBody}, to be given the body, or a {@link
 * Refusal}, to be answered without reading it.
 */
public sealed interface Begun permits PendingBody, Refusal {}
