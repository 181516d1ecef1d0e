package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.Admission.Answered;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.delivery.RecordedRequest;
import dev.strapiwebhooks.cli.explain.SecretMask;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Takes requests of any kind, has them judged by an ordinary endpoint, and reports them whatever became of them. */
final class Receiver {
    private final WebhookEndpoint endpoint;
    private final RequestRecorder recorder;
    private final DeliveryLog log;
    private final Summaries summaries;
    private final Consumer<LoggedDelivery> listener;
    private final Javalin app;

    Receiver(ListenSettings settings, SecretMask mask, DeliveryLog log, Consumer<LoggedDelivery> listener) {
        this.endpoint = WebhookEndpoint.builder(settings.verifier())
                .maxBodySize(settings.maxBodySize())
                .maxConcurrentBodies(Integer.MAX_VALUE) // the recorder has read them by then, with a limit of its own
                .maxBytesInFlight(Long.MAX_VALUE)
                .build();
        this.recorder = new RequestRecorder(endpoint, settings.verifier().clock());
        this.log = log;
        this.summaries = new Summaries(mask);
        this.listener = listener;
        this.app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = Long.MAX_VALUE; // the endpoint has a limit of its own
            for (HandlerType method : HandlerType.commonHttp()) {
                config.routes.addEndpoint(new Endpoint(method, settings.path(), this::receive));
            }
            config.routes.error(404, this::notHere);
        });
    }

    int start(String host, int port) {
        return app.start(host, port).port();
    }

    void stop() {
        app.stop();
    }

    private void receive(Context context) {
        long begin = System.nanoTime();
        Optional<RecordedDelivery> recorded = recorder.record(context.req());
        if (recorded.isEmpty()) {
            answer(context, WebhookResponse.UNAVAILABLE);
            return;
        }
        RecordedDelivery delivery = recorded.get();
        Admission admission = endpoint.receive(
                new RecordedRequest(delivery, context.ip(), context.req().getContentLengthLong()));
        WebhookResponse response =
                admission instanceof Answered answered ? answered.response() : WebhookResponse.NO_CONTENT;
        ObjectNode summary =
                summaries.of(delivery, Judgement.of(admission, response), Duration.ofNanos(System.nanoTime() - begin));
        LoggedDelivery logged = keep(summary, delivery, admission);
        answer(context, response);
        listener.accept(logged);
    }

    /** A mistyped path is the first mistake that is made, so it is shown, too. */
    private void notHere(Context context) {
        RecordedDelivery delivery = recorder.withoutBody(context.req());
        listener.accept(log.add(summaries.of(delivery, Judgement.wrongPath(), Duration.ZERO), delivery));
    }

    /** What cannot be kept was not accepted. */
    private LoggedDelivery keep(ObjectNode summary, RecordedDelivery delivery, Admission admission) {
        try {
            LoggedDelivery logged = log.add(summary, delivery);
            if (admission instanceof WebhookDelivery accepted) {
                WebhookResponse unused = accepted.settle(Outcome.answered(204));
            }
            return logged;
        } catch (RuntimeException e) {
            if (admission instanceof WebhookDelivery accepted) {
                WebhookResponse unused = accepted.settle(Outcome.threw(e));
            }
            throw e;
        }
    }

    private static void answer(Context context, WebhookResponse response) {
        context.status(response.status());
        response.headers().forEach(context::header);
        context.result(response.body());
    }
}
