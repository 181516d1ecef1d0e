/** The goals of the Maven plugin: each reads its parameters and calls {@link dev.strapiwebhooks.codegen}. */
@NullMarked
package dev.strapiwebhooks.maven;

import org.jspecify.annotations.NullMarked;
