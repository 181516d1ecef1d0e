package dev.strapiwebhooks.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Sets up Spring MVC without Boot, beside {@code @EnableWebMvc} and a bean of type {@link
 * dev.strapiwebhooks.WebhookEndpoint}. Handlers get typed events; where they also read the body, register a {@link
 * StrapiWebhookPathFilter} in front of the dispatcher servlet.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(StrapiWebhookImport.class)
public @interface EnableStrapiWebhooks {
    /**
     * The paths on which every request must be a verified webhook.
     *
     * @return patterns below the context path
     */
    String[] paths() default WebhookPaths.DEFAULT;
}
