/** A million deliveries over HTTP, good and hostile: nothing is lost, nothing is handled twice, the heap stays flat. */
@NullMarked
package dev.strapiwebhooks.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
