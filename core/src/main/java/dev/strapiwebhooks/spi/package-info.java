/**
 * For those who write an adapter of an HTTP framework ({@link dev.strapiwebhooks.spi.IncomingRequest}), a sender's format
 * ({@link dev.strapiwebhooks.spi.SignatureScheme}) or a replay guard on a store of their own ({@link
 * dev.strapiwebhooks.spi.UncertainClaims}). An application needs of it, at most, a scheme.
 */
@NullMarked
package dev.strapiwebhooks.spi;

import org.jspecify.annotations.NullMarked;
