/**
 * Attacks on a webhook endpoint: {@link dev.strapiwebhooks.testkit.attack.Attack} is the catalogue, {@link
 * dev.strapiwebhooks.testkit.attack.EndpointAttacks} and {@link dev.strapiwebhooks.testkit.attack.AttackRun} try it on an
 * endpoint of your own.
 */
@NullMarked
package dev.strapiwebhooks.testkit.attack;

import org.jspecify.annotations.NullMarked;
