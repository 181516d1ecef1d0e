package dev.strapiwebhooks.testkit;

/**
 * One header line.
 *
 * @param name as sent
 * @param value as sent
 */
public record Header(String name, String value) {}
