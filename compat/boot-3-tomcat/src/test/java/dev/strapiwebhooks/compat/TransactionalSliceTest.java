package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.testkit.client.SampleEntry;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import dev.strapiwebhooks.testkit.spring.StrapiWebhookTest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A slice has no inbox, and no data source. */
@StrapiWebhookTest(TransactionalSliceTest.Orders.class)
class TransactionalSliceTest {
    @Autowired
    private StrapiDeliveries strapi;

    @Autowired
    private Orders orders;

    static class Orders {
        final AtomicInteger calls = new AtomicInteger();

        @StrapiListener(transactional = true)
        void book(EntryEvent event) {
            calls.incrementAndGet();
        }
    }

    @Test
    void aTransactionalListenerIsCalledWithoutTransaction() {
        strapi.publish(SampleEntry.of("api::order.order", Map.of("number", "7")))
                .expectHandled();

        assertThat(orders.calls).hasValue(1);
    }
}
