/** What every durable inbox does. */
@NullMarked
package dev.strapiwebhooks.tck.inbox;

import org.jspecify.annotations.NullMarked;
