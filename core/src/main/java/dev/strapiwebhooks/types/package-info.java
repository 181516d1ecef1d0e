/** What generated records are made of: relations, blocks and values of enumerations, as Strapi sends them. */
@NullMarked
package dev.strapiwebhooks.types;

import org.jspecify.annotations.NullMarked;
