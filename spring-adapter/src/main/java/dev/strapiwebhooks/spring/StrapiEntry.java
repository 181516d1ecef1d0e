package dev.strapiwebhooks.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a handler method's parameter to the entry of the verified event: {@code void receive(EntryEvent event,
 * @StrapiEntry Article article)}. The method is not called for an event without an entry; an entry that does not fit is
 * answered with status 422.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface StrapiEntry {}
