/** A database server for tests. */
@NullMarked
package dev.strapiwebhooks.tck.database;

import org.jspecify.annotations.NullMarked;
