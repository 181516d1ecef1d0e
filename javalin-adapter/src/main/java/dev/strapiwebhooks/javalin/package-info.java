/** Javalin 6 and 7: {@link dev.strapiwebhooks.javalin.StrapiWebhookHandler}. */
@NullMarked
package dev.strapiwebhooks.javalin;

import org.jspecify.annotations.NullMarked;
