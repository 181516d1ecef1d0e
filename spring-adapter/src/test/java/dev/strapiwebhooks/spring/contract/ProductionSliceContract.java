package dev.strapiwebhooks.spring.contract;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.testkit.client.SampleEntry;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import dev.strapiwebhooks.testkit.spring.StrapiWebhookTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A slice of an application whose properties are those of production: variables, an inbox, HTTPS, paths. */
@StrapiWebhookTest(
        value = ProductionSliceContract.Hooks.class,
        properties = "spring.config.import=classpath:/dev/strapiwebhooks/spring/contract/production.properties")
public abstract class ProductionSliceContract {
    @Autowired
    private StrapiDeliveries strapi;

    @RestController
    static class Hooks {
        @PostMapping({"/hooks/blog", "/webhooks/shop"})
        String receive(EntryEvent event) {
            return event.name();
        }
    }

    @Test
    void propertiesOfTheEndpointHold() {
        SampleEntry article = SampleEntry.of("api::article.article", "{\"title\":\"Zoë\"}");
        var result = strapi.publish(article).expectHandled().expectStatus(200);

        strapi.clock().advance(Duration.ofMinutes(2));
        result.sendAgain().expectRejected(RejectionReason.STALE);
        strapi.withHeader("Authorization", "Bearer another-token-0123456")
                .publish(article)
                .expectRejected(RejectionReason.TOKEN_MISMATCH);
    }

    @Test
    void anotherEndpointHasTheSameSecret() {
        strapi.at("/site/webhooks/shop")
                .publish(SampleEntry.of("api::order.order", Map.of()))
                .expectHandled();
    }

    @Test
    void nobodyElseGetsIn() {
        strapi.attackEverything().expectRejected();
    }

    @Test
    void aMapIsAnEntry() {
        strapi.delete(SampleEntry.of("api::article.article", Map.of())).expectHandled();
    }
}
