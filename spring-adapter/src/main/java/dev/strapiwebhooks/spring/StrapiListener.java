package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.event.EntryAction;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Calls a method of any bean for verified events, with or without an inbox, on Spring MVC and WebFlux. Several methods may
 * take one event; all are called, in the order of {@link org.springframework.core.annotation.Order}. An event that no method
 * takes is ignored, which is a success for Strapi.
 *
 * <pre>{@code
 * @StrapiListener(type = "api::article.article", action = EntryAction.PUBLISH)
 * void index(EntryEvent event, @StrapiEntry Article article) { … }
 * }</pre>
 *
 * <p>The parameters are the event, or one of its subtypes; the entry, bound to a class that has {@link StrapiEntry} or
 * {@link dev.strapiwebhooks.event.StrapiType}; and, behind an inbox, the {@link
 * dev.strapiwebhooks.inbox.StoredDelivery}. What a parameter cannot be given narrows what the method takes.
 *
 * <p>The method may block. What it returns is waited for where it is a {@code CompletionStage}, a {@code Mono} or another
 * {@code Publisher}, or where it is a suspending function of Kotlin. An exception means that the delivery failed, and the
 * other methods are called all the same; without an inbox Strapi is answered with status 500, or 422 for an entry that does
 * not fit its class.
 */
@Documented
@Reflective
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface StrapiListener {
    /**
     * Content types whose entries are taken.
     *
     * @return uids, for example {@code api::article.article}; the entry's own, or all, unless set
     */
    String[] type() default {};

    /**
     * What happened to the entry.
     *
     * @return the actions that are taken; all unless set
     */
    EntryAction[] action() default {};

    /**
     * Locales of entries.
     *
     * @return those that are taken, for example {@code en}; all, and entries without one, unless set
     */
    String[] locale() default {};

    /**
     * Names of events, for those that are not about entries.
     *
     * @return for example {@code media.create}, or {@code order.shipped} of the Strapi project itself; all unless set
     */
    String[] event() default {};

    /**
     * Endpoints through which the events came, where the application has several.
     *
     * @return their names; all unless set
     */
    String[] endpoint() default {};
}
