/**
 * For tests with Spring: {@link dev.strapiwebhooks.testkit.spring.StrapiWebhookTest} starts a slice of a Spring Boot
 * application, {@link dev.strapiwebhooks.testkit.spring.StrapiMockMvc} is for MockMvc.
 */
@NullMarked
package dev.strapiwebhooks.testkit.spring;

import org.jspecify.annotations.NullMarked;
