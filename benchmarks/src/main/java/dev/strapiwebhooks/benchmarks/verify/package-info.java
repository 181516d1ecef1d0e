/** Verifying one delivery: this library, the floor, Bouncy Castle, code written by hand, and the peers as published. */
@NullMarked
package dev.strapiwebhooks.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
