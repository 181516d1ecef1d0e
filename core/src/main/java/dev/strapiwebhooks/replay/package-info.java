/**
 * Remembers which deliveries were taken, so that a recorded one cannot be sent again.
 *
 * <p>{@link dev.strapiwebhooks.replay.ReplayGuard} is the seam for stores that several receivers share; {@link
 * dev.strapiwebhooks.replay.InMemoryReplayGuard} serves one process.
 */
@NullMarked
package dev.strapiwebhooks.replay;

import org.jspecify.annotations.NullMarked;
