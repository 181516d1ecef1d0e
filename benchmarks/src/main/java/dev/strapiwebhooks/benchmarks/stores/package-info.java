/** What stores cost: the inbox against bare inserts on the same database, the Redis guard against bare commands. */
@NullMarked
package dev.strapiwebhooks.benchmarks.stores;

import org.jspecify.annotations.NullMarked;
