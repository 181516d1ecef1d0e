/** Metrics through Micrometer, which must be on the class path: {@link dev.strapiwebhooks.metrics.MicrometerListener}. */
@NullMarked
package dev.strapiwebhooks.metrics;

import org.jspecify.annotations.NullMarked;
