/** Receives deliveries, keeps them, forwards them, and shows them on a page of this machine. */
@NullMarked
package dev.strapiwebhooks.cli.listen;

import org.jspecify.annotations.NullMarked;
