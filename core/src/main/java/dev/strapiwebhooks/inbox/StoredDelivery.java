package dev.strapiwebhooks.inbox;

/**
 * A delivery that comes out of an inbox.
 *
 * @param id its number in the inbox, the same at each attempt
 * @param attempt 1 for the first time it is tried
 * @param overtaken whether a later event of the same document was handled already: it arrived earlier, or this one was a
 *     dead letter meanwhile. Handlers that copy the entry should then leave their copy alone
 * @param received what was received
 */
public record StoredDelivery(long id, int attempt, boolean overtaken, ReceivedDelivery received) {}
