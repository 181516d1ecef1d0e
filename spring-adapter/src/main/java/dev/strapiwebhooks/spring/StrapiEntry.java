package dev.strapiwebhooks.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter of a handler or listener to the entry of the verified event: {@code void receive(EntryEvent event,
 * @StrapiEntry("api::article.article") Article article)}. The method is not called for entries of another content type,
 * nor for events without an entry; an entry that does not fit is answered with status 422. A class that has {@link
 * dev.strapiwebhooks.event.StrapiType} needs neither this annotation nor a name in it.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface StrapiEntry {
    /**
     * The content type whose entries are bound.
     *
     * @return its uid, for example {@code api::article.article}. Without one, and without one at the class, entries of every
     *     type are bound, and the log says so at the start
     */
    String value() default "";
}
