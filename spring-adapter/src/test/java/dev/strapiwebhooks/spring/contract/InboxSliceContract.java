package dev.strapiwebhooks.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.testkit.client.SampleEntry;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import dev.strapiwebhooks.testkit.spring.StrapiWebhookTest;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A slice with the inbox, in a database in memory. */
@StrapiWebhookTest(value = InboxSliceContract.Listener.class, properties = "strapi.webhook.inbox=jdbc")
public abstract class InboxSliceContract {
    @Autowired
    private StrapiDeliveries strapi;

    @Autowired
    private Listener listener;

    static class Listener {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @StrapiListener
        void on(EntryEvent event) {
            events.add(event.name());
        }
    }

    @Test
    void deliveriesAreStoredAndHandledAfterAMoment() throws InterruptedException {
        strapi.publish(SampleEntry.of("api::article.article", Map.of("title", "later")))
                .expectStored();

        assertThat(listener.events.poll(10, TimeUnit.SECONDS)).isEqualTo("entry.publish");
    }
}
