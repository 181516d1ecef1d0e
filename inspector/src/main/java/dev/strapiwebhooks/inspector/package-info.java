/** The inspector's commands. */
@NullMarked
package dev.strapiwebhooks.inspector;

import org.jspecify.annotations.NullMarked;
