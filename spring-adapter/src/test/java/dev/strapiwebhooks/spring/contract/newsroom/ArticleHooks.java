package dev.strapiwebhooks.spring.contract.newsroom;

import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.spring.StrapiEntry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keeps the search index up to date. */
@RestController
class ArticleHooks {
    record Article(String documentId, String title) {}

    private final SearchIndex search;

    ArticleHooks(SearchIndex search) {
        this.search = search;
    }

    @PostMapping("/webhooks/strapi")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(EntryEvent event, @StrapiEntry Article article) {
        if (event.action() == EntryAction.PUBLISH) {
            search.put(article.documentId(), article.title());
        } else if (event.action() == EntryAction.UNPUBLISH || event.action() == EntryAction.DELETE) {
            search.remove(article.documentId());
        }
    }
}
