/**
 * The storm: receiver processes on one PostgreSQL, deliveries without end, and a director who suspends, kills, cuts and
 * shifts what there is. Afterwards a checker reads the journals and judges what the inbox promises.
 */
@NullMarked
package dev.strapiwebhooks.storm;

import org.jspecify.annotations.NullMarked;
