/**
 * Attacks on a webhook endpoint: {@link dev.strapiwebhooks.testkit.attack.Attack} forges them, {@link
 * dev.strapiwebhooks.testkit.attack.EndpointAttacks} runs them against an endpoint of your own.
 */
@NullMarked
package dev.strapiwebhooks.testkit.attack;

import org.jspecify.annotations.NullMarked;
