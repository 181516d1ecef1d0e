/** Receiver processes that are killed in the middle of their work. */
@NullMarked
package dev.strapiwebhooks.storm.killed;

import org.jspecify.annotations.NullMarked;
