package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener, and keeps one listener's failure from the request and from the others. */
public final class ListenerList {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final List<WebhookListener> listeners;

    public ListenerList(List<WebhookListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    public void tell(Consumer<WebhookListener> news) {
        for (WebhookListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (Throwable e) { // also an Error: a listener with a missing class must not cost a delivery
                LOG.error("Webhook listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
