/**
 * The contract that every adapter passes, over real HTTP against a real server: {@link
 * dev.strapiwebhooks.testkit.contract.AdapterContract}.
 */
@NullMarked
package dev.strapiwebhooks.testkit.contract;

import org.jspecify.annotations.NullMarked;
