/**
 * For the modules of this project alone: it may change in any version. The engine below {@link
 * dev.strapiwebhooks.WebhookVerifier} and {@link dev.strapiwebhooks.WebhookEndpoint}, and what our adapters share.
 */
@NullMarked
package dev.strapiwebhooks.internal;

import org.jspecify.annotations.NullMarked;
