/** Makes tables and plots of the result files. */
@NullMarked
package dev.strapiwebhooks.benchmarks.report;

import org.jspecify.annotations.NullMarked;
