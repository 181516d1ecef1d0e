/** What every replay guard does. */
@NullMarked
package dev.strapiwebhooks.tck.replay;

import org.jspecify.annotations.NullMarked;
