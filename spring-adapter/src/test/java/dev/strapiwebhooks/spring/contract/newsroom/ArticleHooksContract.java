package dev.strapiwebhooks.spring.contract.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.client.DeliveryResult;
import dev.strapiwebhooks.testkit.client.SampleEntry;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import dev.strapiwebhooks.testkit.spring.StrapiWebhookTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A slice as a user writes it: the handlers are found, the rest of the application does not start. */
@StrapiWebhookTest
public abstract class ArticleHooksContract {
    @Autowired
    private StrapiDeliveries strapi;

    @Autowired
    private Titles titles;

    @Test
    void publishedArticlesAreIndexed() {
        strapi.publish(article("Zoë")).expectHandled();

        assertThat(titles.all).containsValue("Zoë");
    }

    @Test
    void anArticleComesAndGoes() {
        SampleEntry article = article("Short news");

        strapi.create(article).expectHandled();
        assertThat(titles.all).doesNotContainKey(article.documentId());
        strapi.publish(article).expectHandled();
        assertThat(titles.all).containsEntry(article.documentId(), "Short news");
        strapi.unpublish(article).expectHandled();
        assertThat(titles.all).doesNotContainKey(article.documentId());
    }

    @Test
    void theTriggerButtonIsASuccess() {
        strapi.triggerTest().expectIgnored();
    }

    @Test
    void nobodyElseGetsIn() {
        strapi.attackEverything().expectRejected();
    }

    @Test
    void aCopyIsRefusedNowAndLater() {
        DeliveryResult first = strapi.publish(article("Once")).expectHandled();

        first.sendAgain().expectRejected(RejectionReason.REPLAY);
        strapi.clock().advance(Duration.ofMinutes(6));
        first.sendAgain().expectRejected(RejectionReason.STALE);
    }

    @Test
    void aForgedTitleIsRefused() {
        SignedDelivery genuine = strapi.sign("{\"event\":\"entry.publish\",\"model\":\"article\"}");

        strapi.send(genuine.withBody("{\"event\":\"entry.delete\",\"model\":\"article\"}"))
                .expectRejected(RejectionReason.SIGNATURE_MISMATCH);
    }

    private static SampleEntry article(String title) {
        return SampleEntry.of("api::article.article", Map.of("title", title));
    }

    static final class Titles implements SearchIndex {
        private final Map<String, String> all = new ConcurrentHashMap<>();

        @Override
        public void put(String documentId, String title) {
            all.put(documentId, title);
        }

        @Override
        public void remove(String documentId) {
            all.remove(documentId);
        }
    }

    @TestConfiguration
    static class TestBeans {
        @Bean
        Titles titles() {
            return new Titles();
        }
    }
}
