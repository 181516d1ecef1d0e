package dev.strapiwebhooks.cli.listen;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.staticfiles.Location;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The page and what it asks for. Reads only, so that there is nothing to forge. */
final class PageServer {
    private static final int MOST_AT_ONCE = 500;

    private final DeliveryLog log;
    private final LiveFeed feed;
    private final CauseReporter causes;
    private final Details details;
    private final PageAnswers answers;
    private final ObjectNode info;
    private final Javalin app;

    PageServer(
            ListenSettings settings,
            DeliveryLog log,
            LiveFeed feed,
            CauseReporter causes,
            PageAnswers answers,
            ObjectNode info) {
        this.log = log;
        this.feed = feed;
        this.answers = answers;
        this.info = info;
        this.causes = causes;
        this.details = new Details(settings.scheme());
        this.app = Javalin.create(this::configure);
    }

    int start(int port) {
        return app.start("127.0.0.1", port).port();
    }

    void stop() {
        app.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.staticFiles.add(files -> {
            files.directory = "/dev/strapiwebhooks/cli/page";
            files.location = Location.CLASSPATH;
            files.headers = java.util.Map.of();
        });
        PageProblems.configure(config);
        config.routes.before(new PageGuard());
        config.routes.get("/api/info", context -> answers.json(context, info));
        config.routes.get("/api/deliveries", this::list);
        config.routes.get("/api/deliveries/{id}", context -> answers.json(context, details.of(shown(context))));
        config.routes.get("/api/deliveries/{id}/explanation", this::explain);
        config.routes.get("/api/deliveries/{id}/export", context -> answers.file(context, shown(context)));
        config.routes.sse("/api/stream", feed::join);
    }

    private void list(Context context) {
        long before = number(context, "before", Long.MAX_VALUE, Long.MAX_VALUE);
        int limit = (int) number(context, "limit", 200, MOST_AT_ONCE);
        List<ObjectNode> found = log.newest(before, limit + 1);
        ArrayNode deliveries = Json.array();
        found.stream().limit(limit).forEach(deliveries::add);
        ObjectNode json = Json.object();
        json.set("deliveries", deliveries);
        json.put("more", found.size() > limit);
        answers.json(context, json);
    }

    private void explain(Context context) {
        answers.json(context, JsonMapper.shared().valueToTree(causes.explain(find(context))));
    }

    private ShownDelivery shown(Context context) {
        return answers.shown(find(context));
    }

    private LoggedDelivery find(Context context) {
        return WholeNumber.of(context.pathParam("id")).stream()
                .mapToObj(log::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no such delivery, or not any more."));
    }

    private static long number(Context context, String name, long absent, long most) {
        List<String> sent = context.queryParams(name);
        String query = context.queryString();
        if (sent.isEmpty() && (query == null || !query.contains(name))) {
            return absent;
        }
        return WholeNumber.of(sent.isEmpty() ? "" : sent.get(0)).stream()
                .filter(number -> sent.size() == 1 && number <= most)
                .findFirst()
                .orElseThrow(() -> new BadRequestResponse(name + " must be one whole number from 1"
                        + (most < Long.MAX_VALUE ? " to " + most : "") + "."));
    }
}
