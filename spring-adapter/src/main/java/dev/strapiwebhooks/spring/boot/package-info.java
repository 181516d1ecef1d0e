/** Auto-configuration for Spring Boot 3.5 and 4: properties {@code strapi.webhook.*}. */
@NullMarked
package dev.strapiwebhooks.spring.boot;

import org.jspecify.annotations.NullMarked;
