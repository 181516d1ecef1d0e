/**
 * Who sends, how often, and over what: {@link dev.strapiwebhooks.traffic.RateLimit} and {@link
 * dev.strapiwebhooks.traffic.TrustedProxies}. All of it is decided before a body is read.
 */
@NullMarked
package dev.strapiwebhooks.traffic;

import org.jspecify.annotations.NullMarked;
