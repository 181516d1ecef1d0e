/** A receiver for Strapi webhooks on Javalin. */
@NullMarked
package dev.strapiwebhooks.examples.javalin;

import org.jspecify.annotations.NullMarked;
