/** Measures this library against the floor and against peers. Each suite is one command; see the module's README. */
@NullMarked
package dev.strapiwebhooks.benchmarks;

import org.jspecify.annotations.NullMarked;
