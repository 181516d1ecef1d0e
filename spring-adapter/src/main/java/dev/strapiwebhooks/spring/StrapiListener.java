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
 * take one event, and all are called. An event that no method takes is ignored, which is a success for Strapi.
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
 * {@code Publisher}, or where it is a suspending function of Kotlin.
 *
 * <p>Without an inbox the methods are called one after the other, in the order of {@link
 * org.springframework.core.annotation.Order}, also when one has thrown; Strapi is then answered with status 500, or 422 for an
 * entry that does not fit its class.
 *
 * <p>Behind the inbox of {@code strapi.webhook.inbox=jdbc} each method is a handler by itself, with its own order of events,
 * attempts, waits and dead letters: one that fails is tried again alone. Between the methods there is no order.
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

    /**
     * What the method is called as a handler of the inbox; what waits for it, and its dead letters, are found by it. Where
     * bean or method may be renamed, say it; where it has changed, say {@code strapi.webhook.worker.renamed-handlers}.
     *
     * @return 1 to 200 letters, digits or {@code . : / # $ - _}; the name of the bean, a dot and that of the method unless
     *     set
     */
    String name() default "";

    /**
     * Whether the method works in the transaction that marks the delivery as done, so that its effect in the inbox's
     * database happens exactly once, whatever dies or is suspended. What takes part in Spring's transactions takes part in
     * it: JdbcTemplate, JdbcClient, Spring Data JDBC, and JPA. Needs {@code strapi.webhook.inbox=jdbc} on the application's
     * {@code DataSource}, and the transaction manager of that; the start is refused otherwise. What the method does
     * elsewhere, such as to send mail, happens at least once, and is not undone.
     *
     * @return false unless set. A method that returns a future or a {@code Publisher} cannot be
     */
    boolean transactional() default false;
}
