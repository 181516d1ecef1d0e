/** Fuzz targets: what must hold for any input whatever. */
@NullMarked
package dev.strapiwebhooks.fuzz;

import org.jspecify.annotations.NullMarked;
