/**
 * Deliveries for tests: {@link dev.strapiwebhooks.testkit.SignedDelivery} makes them, {@link
 * dev.strapiwebhooks.testkit.CapturedDelivery} holds real ones of Strapi 4 and 5, {@link
 * dev.strapiwebhooks.testkit.RawHttp} sends them byte for byte.
 */
@NullMarked
package dev.strapiwebhooks.testkit;

import org.jspecify.annotations.NullMarked;
