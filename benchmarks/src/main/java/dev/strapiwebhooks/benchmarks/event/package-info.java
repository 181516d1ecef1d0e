/** Reading events, against what Jackson alone takes for the same bytes. */
@NullMarked
package dev.strapiwebhooks.benchmarks.event;

import org.jspecify.annotations.NullMarked;
