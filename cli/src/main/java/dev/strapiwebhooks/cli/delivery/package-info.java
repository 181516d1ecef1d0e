/** Deliveries outside of HTTP: recorded ones, and the files that hold them. */
@NullMarked
package dev.strapiwebhooks.cli.delivery;

import org.jspecify.annotations.NullMarked;
