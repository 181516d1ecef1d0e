package dev.strapiwebhooks.examples.javalin;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.DocumentKey;
import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventRouter;
import dev.strapiwebhooks.javalin.StrapiWebhookHandler;
import io.javalin.Javalin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a copy of the published articles. {@code PORT} and {@code STRAPI_WEBHOOK_SECRET} come from the environment. */
public final class Main {
    private final Map<DocumentKey, Article> published = new ConcurrentHashMap<>();

    private final EventRouter router = EventRouter.builder()
            .onEntry("api::article.article", EntryAction.UNPUBLISH, Article.class, (event, article) -> remove(event))
            .onEntry("api::article.article", EntryAction.DELETE, Article.class, (event, article) -> remove(event))
            .onEntry("api::article.article", Article.class, this::keep)
            .otherwise(event -> System.out.println("not handled: " + event));

    private Main() {}

    /**
     * Starts the receiver.
     *
     * @param args none
     */
    public static void main(String[] args) {
        WebhookSecret secret = WebhookSecret.fromEnv("STRAPI_WEBHOOK_SECRET");
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        create(secret).start("127.0.0.1", port);
    }

    /** The application, not started. */
    static Javalin create(WebhookSecret secret) {
        Main main = new Main();
        WebhookEndpoint endpoint =
                WebhookEndpoint.of(WebhookVerifier.timestamped(secret).build());
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.post(
                    "/webhooks/strapi",
                    new StrapiWebhookHandler(endpoint, (context, event) -> main.router.handle(event)));
            config.routes.get(
                    "/articles",
                    context -> context.result(main.published.values().toString()));
        });
    }

    /** What this application wants of an article. */
    record Article(String title) {}

    private void keep(EntryEvent event, Article article) {
        if (event.publishedAt().isPresent()) {
            published.put(event.document(), article);
        }
    }

    private void remove(EntryEvent event) {
        published.remove(event.document());
    }
}
