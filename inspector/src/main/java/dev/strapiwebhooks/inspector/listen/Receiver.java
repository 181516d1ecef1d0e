package dev.strapiwebhooks.inspector.listen;

import dev.strapiwebhooks.Admission;
import dev.strapiwebhooks.WebhookDelivery;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookResponse;
import dev.strapiwebhooks.inspector.delivery.HeaderLine;
import dev.strapiwebhooks.inspector.delivery.RecordedDelivery;
import dev.strapiwebhooks.inspector.delivery.RecordedRequest;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Takes requests of any kind, has them judged by an ordinary endpoint, and reports them whatever became of them. */
final class Receiver {
    private final WebhookEndpoint endpoint;
    private final DeliveryLog log;
    private final Consumer<LoggedDelivery> listener;
    private final Clock clock;
    private final Javalin app;

    Receiver(ListenSettings settings, DeliveryLog log, Consumer<LoggedDelivery> listener) {
        this.endpoint = WebhookEndpoint.builder(settings.verifier())
                .maxBodySize(settings.maxBodySize())
                .build();
        this.log = log;
        this.listener = listener;
        this.clock = settings.verifier().clock();
        this.app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = Long.MAX_VALUE; // the endpoint has a limit of its own
            for (HandlerType method : HandlerType.commonHttp()) {
                config.routes.addEndpoint(new Endpoint(method, settings.path(), this::receive));
            }
        });
    }

    int start(String host, int port) {
        return app.start(host, port).port();
    }

    void stop() {
        app.stop();
    }

    private void receive(Context context) throws IOException {
        long begin = System.nanoTime();
        RecordedDelivery delivery = record(context.req());
        Admission admission = endpoint.receive(
                new RecordedRequest(delivery, context.ip(), context.req().getContentLengthLong()));
        Judgement judgement = Judgement.of(admission);
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        LoggedDelivery logged = keep(Summaries.of(delivery, judgement, duration), delivery, admission);
        answer(context, judgement.response());
        listener.accept(logged);
    }

    /** What cannot be kept was not accepted. */
    private LoggedDelivery keep(ObjectNode summary, RecordedDelivery delivery, Admission admission) {
        try {
            LoggedDelivery logged = log.add(summary, delivery);
            if (admission instanceof WebhookDelivery accepted) {
                accepted.succeeded();
            }
            return logged;
        } catch (RuntimeException e) {
            if (admission instanceof WebhookDelivery accepted) {
                accepted.failed(e);
            }
            throw e;
        }
    }

    private RecordedDelivery record(HttpServletRequest request) throws IOException {
        List<HeaderLine> headers = new ArrayList<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name)).forEach(value -> headers.add(new HeaderLine(name, value)));
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            boolean isTooLarge = request.getContentLengthLong() > endpoint.maxBodySize();
            // Where it is not declared, one more byte tells the endpoint that it is too large.
            body = isTooLarge ? new byte[0] : in.readNBytes(endpoint.maxBodySize() + 1);
        }
        return new RecordedDelivery(request.getMethod(), request.getRequestURI(), headers, body, clock.instant());
    }

    private static void answer(Context context, WebhookResponse response) {
        context.status(response.status());
        response.headers().forEach(context::header);
        context.result(response.body());
    }
}
