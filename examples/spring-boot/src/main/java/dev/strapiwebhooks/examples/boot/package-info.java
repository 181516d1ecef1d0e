/** A receiver for Strapi webhooks on Spring Boot. */
@NullMarked
package dev.strapiwebhooks.examples.boot;

import org.jspecify.annotations.NullMarked;
