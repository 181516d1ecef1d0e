package dev.strapiwebhooks.testkit.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * Tests the webhook handlers of a Spring Boot application, of Spring MVC or WebFlux, over HTTP: starts a web server on a free
 * port with the webhook's endpoint, Jackson and the handlers, and nothing else of the application: no database, no security,
 * no scheduled work. What handlers need comes from {@code @MockitoBean}, {@code @Import} or a nested
 * {@code @TestConfiguration}.
 *
 * <pre>{@code
 * @StrapiWebhookTest
 * class ArticleHooksTest {
 *     @Autowired StrapiDeliveries strapi;
 *     @MockitoBean SearchIndex search;
 *
 *     @Test
 *     void published_articles_are_indexed() {
 *         strapi.publish(SampleEntry.of("api::article.article", Map.of("title", "Zoë"))).expectHandled();
 *         verify(search).add("Zoë");
 *     }
 * }
 * }</pre>
 *
 * <p>Beans for the test: {@link dev.strapiwebhooks.testkit.client.StrapiDeliveries} and the {@link
 * dev.strapiwebhooks.testkit.TestClock} of both sides, which the test can move.
 *
 * <p>Properties of the application hold, except that {@code strapi.webhook.secret}, and {@code .bearer-token} where it is set,
 * are ones for tests, that plain HTTP is accepted, and that there is no inbox and no store for replays: a delivery is handled
 * before it is answered; a transactional listener is called without its transaction. What {@link #properties()} or {@code @TestPropertySource} say counts more. With {@code
 * strapi.webhook.inbox=jdbc} there, deliveries are stored in H2 in memory, and handled after a moment.
 *
 * <p>Needs {@code spring-boot-test} of Spring Boot 3.5 or 4.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = StrapiWebhookSlice.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextCustomizerFactories(SliceCustomizerFactory.class)
public @interface StrapiWebhookTest {
    /**
     * The handlers under test, or whatever else is to be there.
     *
     * @return component or configuration classes; unless there are any, the components of the application that take a
     *     webhook: those with a method that has a parameter of type {@code StrapiEvent}, or with an annotation of this
     *     library, in the package of the class with {@code @SpringBootApplication} and below
     */
    Class<?>[] value() default {};

    /**
     * Properties of this test.
     *
     * @return each as {@code key=value}
     */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};
}
