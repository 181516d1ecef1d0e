/** Sends what Strapi would send, and what attackers would. */
@NullMarked
package dev.strapiwebhooks.inspector.send;

import org.jspecify.annotations.NullMarked;
