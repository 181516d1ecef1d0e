/**
 * A durable inbox and a replay guard in a database: {@link dev.strapiwebhooks.jdbc.DurableInbox}, {@link
 * dev.strapiwebhooks.jdbc.JdbcReplayGuard}. PostgreSQL 12 or later in production, H2 in a file for one receiver.
 */
@NullMarked
package dev.strapiwebhooks.jdbc;

import org.jspecify.annotations.NullMarked;
