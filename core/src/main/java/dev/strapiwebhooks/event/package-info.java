/**
 * Typed Strapi events, of Strapi 4 and 5: {@link dev.strapiwebhooks.event.EventReader} turns verified bytes into a {@link
 * dev.strapiwebhooks.event.StrapiEvent}, {@link dev.strapiwebhooks.event.EventRouter} hands it to the handler for it.
 */
@NullMarked
package dev.strapiwebhooks.event;

import org.jspecify.annotations.NullMarked;
