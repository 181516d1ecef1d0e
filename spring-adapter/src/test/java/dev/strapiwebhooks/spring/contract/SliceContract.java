package dev.strapiwebhooks.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.spring.StrapiEntry;
import dev.strapiwebhooks.testkit.client.DeliveryResult;
import dev.strapiwebhooks.testkit.client.SampleEntry;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import dev.strapiwebhooks.testkit.spring.StrapiWebhookTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a slice holds, and what its client says of handlers that work, fail, decline or are not asked. */
@StrapiWebhookTest({SliceContract.Hooks.class, SliceContract.Titles.class})
public abstract class SliceContract {
    private static final String SECRET = "secret-of-the-webhook-test";

    @Autowired
    private StrapiDeliveries strapi;

    @Autowired
    private Titles titles;

    @Autowired
    private ApplicationContext context;

    record Category(long id, String documentId) {}

    record Article(String title, Category category) {}

    record Titles(List<String> all) {
        Titles() {
            this(new CopyOnWriteArrayList<>());
        }
    }

    @RestController
    static class Hooks {
        private final Titles titles;

        Hooks(Titles titles) {
            this.titles = titles;
        }

        @PostMapping("/webhooks/strapi")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void receive(EntryEvent event, @StrapiEntry Article article) {
            if ("poison".equals(article.title())) {
                throw new IllegalStateException("no index today");
            }
            titles.all().add(event.name() + " " + article.title());
        }
    }

    private static SampleEntry article(String title) {
        return SampleEntry.of(
                "api::article.article",
                Map.of("title", title, "category", Map.of("id", 7, "documentId", "a5do69cpnx9ix0099jhvvjkg")));
    }

    @Test
    void bothVersionsOfStrapiAreUnderstood() {
        strapi.publish(article("five")).expectHandled().expectStatus(204);
        strapi.strapi4().publish(article("four")).expectHandled();
        strapi.strapi4().unpublish(article("four")).expectHandled();

        assertThat(titles.all()).contains("entry.publish five", "entry.publish four", "entry.unpublish four");
    }

    @Test
    void anUnpublishOfStrapi5HasNoRelations() {
        DeliveryResult result = strapi.unpublish(article("counted"));

        result.expectStatus(422);
        assertThat(result.answer().code()).isEqualTo("ENTRY_MISMATCH");
        assertThat(result.answer().text()).contains("category.id");
    }

    @Test
    void aFailureNamesWhatWasSentAndWhatWasThrown() {
        SampleEntry poison = article("poison");
        DeliveryResult result = strapi.publish(poison).expectFailed();

        AssertionError error = catchThrowableOfType(AssertionError.class, result::expectHandled);

        assertThat(error)
                .hasMessageContaining("entry.publish of api::article.article " + poison.documentId())
                .hasMessageContaining("HANDLER_FAILED")
                .hasMessageContaining("failed")
                .hasStackTraceContaining("no index today");
        assertThat(error.getMessage()).doesNotContain(SECRET);
    }

    @Test
    void whatNoHandlerAsksForIsIgnoredAndNotHandled() {
        DeliveryResult result = strapi.triggerTest().expectIgnored().expectStatus(204);

        assertThat(catchThrowableOfType(AssertionError.class, result::expectHandled))
                .hasMessageContaining("ignored");
        assertThat(catchThrowableOfType(AssertionError.class, result::expectStored))
                .isNotNull();
        assertThat(catchThrowableOfType(AssertionError.class, result::expectRejected))
                .isNotNull();
    }

    @Test
    void realDeliveriesFailNothing() {
        strapi.captured().expectNoFailure();
        strapi.strapi4().captured().expectNoFailure();
    }

    @Test
    void nobodyElseGetsIn() {
        strapi.attackEverything().expectRejected();
    }

    @Test
    void anAttackThatGetsInIsNamed() {
        AssertionError error = catchThrowableOfType(
                AssertionError.class,
                () -> strapi.at("/nowhere").attackEverything().expectRejected());

        assertThat(error).hasMessageContaining("stale (signed an hour ago): answered 404");
        assertThat(error.getMessage()).doesNotContain(SECRET);
    }

    @Test
    void nothingElseOfTheApplicationIsThere() {
        assertThat(Arrays.stream(context.getBeanDefinitionNames())
                        .map(context::getType)
                        .filter(type -> type != null)
                        .map(Class::getName))
                .isNotEmpty()
                .noneMatch(name ->
                        name.contains(".actuate.") || name.contains("DataSource") || name.contains("Scheduler"));
    }
}
