package dev.strapiwebhooks.cli.explain;

/**
 * One thing that is wrong, with the ways to mend it.
 *
 * @param code stable, for programs
 * @param certain true when it was proved with the delivery's own bytes; false for a hint
 * @param what what is wrong
 * @param strapi how to mend it on the Strapi side
 * @param java how to mend it on the Java side
 */
public record Finding(String code, boolean certain, String what, String strapi, String java) {}
