/** A receiver for Strapi webhooks on embedded Jetty. */
@NullMarked
package dev.strapiwebhooks.examples.jetty;

import org.jspecify.annotations.NullMarked;
