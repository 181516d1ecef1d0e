/**
 * One receiving endpoint: owns the order of all checks, the answers to the sender and what listeners are told. Adapters
 * for HTTP frameworks supply an {@link dev.strapiwebhooks.IncomingRequest} and write the {@link
 * dev.strapiwebhooks.WebhookResponse}.
 */
@NullMarked
package dev.strapiwebhooks;

import org.jspecify.annotations.NullMarked;
