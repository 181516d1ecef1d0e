package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.javalin.StrapiWebhookHandler;
import io.javalin.Javalin;
import io.javalin.http.HttpStatus;

/** The variants as handlers on Javalin. */
final class JavalinTarget {
    private static final String RESULT = "benchmark.result";

    private JavalinTarget() {}

    static Javalin start() {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.post(Variant.READ.path(), context -> {
                        context.attribute(RESULT, context.req().getInputStream().readAllBytes());
                        context.status(HttpStatus.NO_CONTENT);
                    });
                    config.routes.post(Variant.HMAC.path(), context -> {
                        byte[] body = context.req().getInputStream().readAllBytes();
                        context.attribute(RESULT, Target.HMAC.compute(body));
                        context.status(HttpStatus.NO_CONTENT);
                    });
                    config.routes.post(Variant.HMAC_AND_TREE.path(), context -> {
                        byte[] body = context.req().getInputStream().readAllBytes();
                        context.attribute(RESULT, Target.hmacAndTree(body));
                        context.status(HttpStatus.NO_CONTENT);
                    });
                    config.routes.post(
                            Variant.VERIFIED.path(),
                            new StrapiWebhookHandler(
                                    Target.endpoint(), (context, event) -> context.attribute(RESULT, event)));
                    config.routes.get(
                            Target.HEAP_PATH, context -> context.result(Long.toString(Target.heapAfterCollection())));
                })
                .start("127.0.0.1", 0);
    }
}
