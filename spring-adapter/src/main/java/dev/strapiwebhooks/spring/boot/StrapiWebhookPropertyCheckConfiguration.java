package dev.strapiwebhooks.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Checks the properties, whether or not anything else of this is used: a misspelt one must not go unnoticed. */
@AutoConfiguration
final class StrapiWebhookPropertyCheckConfiguration {
    @Bean
    static PropertyCheck strapiWebhookPropertyCheck(Environment environment) {
        return new PropertyCheck(environment);
    }
}
