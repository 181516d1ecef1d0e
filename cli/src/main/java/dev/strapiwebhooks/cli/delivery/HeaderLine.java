package dev.strapiwebhooks.cli.delivery;

/**
 * One header as it was on the wire.
 *
 * @param name the name, as typed
 * @param value the value
 */
public record HeaderLine(String name, String value) {}
