package dev.strapiwebhooks.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * How much an inbox holds.
 *
 * @param depth deliveries that wait for their handler, those being handled or retried included
 * @param oldest since when the oldest of them waits; empty when none does
 * @param dead deliveries that were given up and wait for a person
 */
public record InboxStatistics(long depth, Optional<Instant> oldest, long dead) {}
