package dev.strapiwebhooks.storm;

/**
 * What a transactional handler left in the database.
 *
 * @param number the sender's number of the delivery
 * @param count how many rows
 */
record Effect(long number, long count) {}
