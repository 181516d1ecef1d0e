package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.MediaEvent;
import dev.strapiwebhooks.event.ReviewStageEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about, for stores. Events with the same {@link #order()} are handled one after the other.
 *
 * @param uid the content type, where there is one
 * @param documentId the document, where there is one
 * @param locale the locale, where there is one
 * @param order names the document, or the file; empty where events have nothing to do with each other
 */
public record OrderingKey(
        Optional<String> uid, Optional<String> documentId, Optional<String> locale, Optional<String> order) {
    private static final OrderingKey NONE =
            new OrderingKey(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The subject of an event.
     *
     * @param event the event
     * @return what it is about
     */
    public static OrderingKey of(StrapiEvent event) {
        if (event instanceof EntryEvent entry) {
            return document(entry.model(), entry.uid(), entry.documentId(), entry.id(), entry.locale());
        }
        if (event instanceof ReviewStageEvent review) {
            return document(review.model(), review.uid(), review.documentId(), review.id(), review.locale());
        }
        if (event instanceof MediaEvent media && media.media().path("id").isIntegralNumber()) {
            String file = "file/" + media.media().path("id").longValue();
            return new OrderingKey(NONE.uid, NONE.documentId, NONE.locale, Optional.of(file));
        }
        return NONE;
    }

    /** Strapi 4 names the model in every event and the uid in some only. */
    private static OrderingKey document(
            String model, Optional<String> uid, Optional<String> documentId, OptionalLong id, Optional<String> locale) {
        String type = documentId.isPresent() ? uid.orElse(model) : model;
        String row = id.isPresent() ? Long.toString(id.getAsLong()) : null;
        @Nullable String document = documentId.orElse(row);
        return new OrderingKey(
                uid,
                documentId,
                locale,
                Optional.ofNullable(document).map(known -> type + "/" + known + "/" + locale.orElse("")));
    }
}
