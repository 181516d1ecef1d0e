package dev.strapiwebhooks.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler method, or all of a controller, as receiving Strapi webhooks: it is called for verified deliveries only,
 * on whatever path it is mapped to. On a controller, on one of its methods, on the method that
 * makes its bean, or on an HttpRequestHandler or WebHandler, of Spring MVC and WebFlux; where it would have no effect the
 * application does not start.
 *
 * <pre>{@code
 * @StrapiWebhook
 * @PostMapping("/webhooks/strapi")
 * void receive(StrapiEvent event) { … }
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface StrapiWebhook {
    /**
     * The endpoint whose keys open it, where the application has several.
     *
     * @return the endpoint's name; unless set, that of the path, or the only one
     */
    String value() default "";
}
