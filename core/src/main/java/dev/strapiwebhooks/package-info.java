/**
 * Receiving webhooks: {@link dev.strapiwebhooks.WebhookVerifier} says whether the holder of a key sent a delivery, and
 * {@link dev.strapiwebhooks.WebhookEndpoint} owns the order of all checks, the answers to the sender and what listeners
 * are told. Keys are {@link dev.strapiwebhooks.WebhookSecret} or {@link dev.strapiwebhooks.Ed25519PublicKey}; why a
 * request was refused says {@link dev.strapiwebhooks.RejectionReason}.
 *
 * <p>To write an adapter for an HTTP framework, supply an {@link dev.strapiwebhooks.spi.IncomingRequest}, and write the
 * {@link dev.strapiwebhooks.WebhookResponse} of the {@link dev.strapiwebhooks.Admission} that comes back.
 */
@NullMarked
package dev.strapiwebhooks;

import org.jspecify.annotations.NullMarked;
