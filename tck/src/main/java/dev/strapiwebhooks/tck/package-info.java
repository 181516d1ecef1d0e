/**
 * The contract that every adapter passes, over real HTTP against a real server: {@link
 * dev.strapiwebhooks.tck.AdapterContract}.
 */
@NullMarked
package dev.strapiwebhooks.tck;

import org.jspecify.annotations.NullMarked;
