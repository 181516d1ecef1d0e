package dev.strapiwebhooks.examples.boot;

import dev.strapiwebhooks.event.DocumentKey;
import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiType;
import dev.strapiwebhooks.event.TestEvent;
import dev.strapiwebhooks.spring.StrapiListener;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keeps a copy of the published articles. Everything about webhooks is in {@code application.properties}. */
@SpringBootApplication
@RestController
public class ReceiverApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverApplication.class);

    private final Map<DocumentKey, Article> published = new ConcurrentHashMap<>();

    /**
     * Starts the receiver.
     *
     * @param args for Spring Boot
     */
    public static void main(String[] args) {
        SpringApplication.run(ReceiverApplication.class, args);
    }

    /** What this application wants of an article. */
    @StrapiType("api::article.article")
    record Article(String title) {}

    @StrapiListener(action = {EntryAction.CREATE, EntryAction.UPDATE, EntryAction.PUBLISH})
    void changed(EntryEvent event, Article article) {
        if (event.publishedAt().isPresent()) {
            published.put(event.document(), article);
            LOG.info("{}: {} articles are published", event, published.size());
        }
    }

    @StrapiListener(
            type = "api::article.article",
            action = {EntryAction.UNPUBLISH, EntryAction.DELETE})
    void gone(EntryEvent event) {
        published.remove(event.document());
        LOG.info("{}: {} articles are published", event, published.size());
    }

    @StrapiListener
    void triggered(TestEvent event) {
        LOG.info("Somebody pressed Trigger in Strapi: it works ({})", event);
    }

    @GetMapping("/articles")
    Collection<Article> articles() {
        return published.values();
    }
}
