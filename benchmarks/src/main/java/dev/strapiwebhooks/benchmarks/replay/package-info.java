/** The replay guard in memory: time of a claim and memory of a live one, whatever the number of live ones. */
@NullMarked
package dev.strapiwebhooks.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
