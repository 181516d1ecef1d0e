/**
 * Why a delivery was refused. For a signature that does not fit, each hypothesis is tried with the real bytes: what is
 * certain is what makes the signature fit. Nothing here prints a secret.
 */
@NullMarked
package dev.strapiwebhooks.cli.explain;

import org.jspecify.annotations.NullMarked;
