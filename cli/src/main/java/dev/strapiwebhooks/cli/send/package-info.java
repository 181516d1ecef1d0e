/** Sends what Strapi would send, and what attackers would. */
@NullMarked
package dev.strapiwebhooks.cli.send;

import org.jspecify.annotations.NullMarked;
