/**
 * A drop-in filter for Jakarta Servlet 6.0 and later. {@link dev.strapiwebhooks.servlet.StrapiWebhookFilter} lets only
 * verified deliveries pass; {@link dev.strapiwebhooks.servlet.StrapiWebhooks} gives the application the typed event.
 */
@NullMarked
package dev.strapiwebhooks.servlet;

import org.jspecify.annotations.NullMarked;
