/**
 * Java types from a Strapi project's schema. {@link dev.strapiwebhooks.codegen.StrapiSchema} reads the content types and
 * components, {@link dev.strapiwebhooks.codegen.TypeGenerator} makes a record of each, and {@link
 * dev.strapiwebhooks.codegen.GeneratedTypes} writes them, or says what has changed. The Maven plugin is a thin layer over this.
 */
@NullMarked
package dev.strapiwebhooks.codegen;

import org.jspecify.annotations.NullMarked;
