/**
 * Deliveries that are stored before they are answered, and handled afterwards: nothing is lost when a handler fails or a
 * receiver restarts. {@link dev.strapiwebhooks.inbox.Inbox} is the seam; {@code strapi-webhooks-jdbc-inbox} holds one for
 * H2 and PostgreSQL.
 */
@NullMarked
package dev.strapiwebhooks.inbox;

import org.jspecify.annotations.NullMarked;
