package dev.strapiwebhooks.servlet;

import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookResponse;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells the endpoint how asynchronous handling ended. */
final class DeliveryReporter implements AsyncListener {
    private final WebhookDelivery delivery;
    private final HttpServletResponse response;
    private volatile @Nullable Throwable failure;

    DeliveryReporter(WebhookDelivery delivery, HttpServletResponse response) {
        this.delivery = delivery;
        this.response = response;
    }

    /** After a timeout or an error a framework may still have answered; its status counts. */
    @Override
    public void onComplete(AsyncEvent event) {
        Outcome answered = Outcome.answered(response.getStatus());
        Throwable thrown = failure;
        boolean failed = answered.verdict() == Verdict.FAILED;
        WebhookResponse unused = delivery.settle(thrown != null && failed ? Outcome.threw(thrown) : answered);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        failure = new TimeoutException("the asynchronous handler did not complete in time");
    }

    @Override
    public void onError(AsyncEvent event) {
        failure = event.getThrowable();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the request wrapper adds a reporter for each start
    }
}
