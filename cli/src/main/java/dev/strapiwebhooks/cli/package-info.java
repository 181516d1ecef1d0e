/** The command {@code strapi-webhooks}. */
@NullMarked
package dev.strapiwebhooks.cli;

import org.jspecify.annotations.NullMarked;
