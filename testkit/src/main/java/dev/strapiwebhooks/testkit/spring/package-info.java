/** For tests with Spring's MockMvc: {@link dev.strapiwebhooks.testkit.spring.StrapiMockMvc}. */
@NullMarked
package dev.strapiwebhooks.testkit.spring;

import org.jspecify.annotations.NullMarked;
