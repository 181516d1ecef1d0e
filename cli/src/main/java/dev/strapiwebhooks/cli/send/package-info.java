/** Sends what Strapi would send. */
@NullMarked
package dev.strapiwebhooks.cli.send;

import org.jspecify.annotations.NullMarked;
