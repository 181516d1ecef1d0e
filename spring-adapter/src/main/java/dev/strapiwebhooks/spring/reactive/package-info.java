/** Spring WebFlux: {@link dev.strapiwebhooks.spring.reactive.StrapiWebFilter}. */
@NullMarked
package dev.strapiwebhooks.spring.reactive;

import org.jspecify.annotations.NullMarked;
