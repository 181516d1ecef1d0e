package dev.strapiwebhooks.servlet;

import dev.strapiwebhooks.WebhookDelivery;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeoutException;

/** Tells the endpoint how asynchronous handling ended. */
final class DeliveryReporter implements AsyncListener {
    private final WebhookDelivery delivery;
    private final HttpServletResponse response;

    DeliveryReporter(WebhookDelivery delivery, HttpServletResponse response) {
        this.delivery = delivery;
        this.response = response;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        delivery.completed(response.getStatus());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        delivery.failed(new TimeoutException("the asynchronous handler did not complete in time"));
    }

    @Override
    public void onError(AsyncEvent event) {
        if (ServletExchange.isLostConnection(event.getThrowable(), response)) {
            delivery.completed(response.getStatus());
        } else {
            delivery.failed(event.getThrowable());
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the request wrapper adds a reporter for each start
    }
}
