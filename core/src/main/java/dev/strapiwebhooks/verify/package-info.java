/**
 * Answers whether the holder of a key sent exactly these bytes, just now, for the first time.
 *
 * <p>{@link dev.strapiwebhooks.verify.WebhookVerifier} owns the computing and the comparing; a {@link
 * dev.strapiwebhooks.verify.SignatureScheme} only reads a sender's format, a {@link
 * dev.strapiwebhooks.verify.KeyProvider} supplies the keys that are tried.
 */
@NullMarked
package dev.strapiwebhooks.verify;

import org.jspecify.annotations.NullMarked;
