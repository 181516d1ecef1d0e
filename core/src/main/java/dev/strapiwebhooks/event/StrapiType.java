package dev.strapiwebhooks.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the content type whose entries a class holds, so that entries of other types are never bound to it.
 *
 * <pre>{@code
 * @StrapiType("api::article.article")
 * record Article(String documentId, String title) {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StrapiType {
    /**
     * The content type's unique name.
     *
     * @return for example {@code api::article.article}
     */
    String value();
}
