package dev.strapiwebhooks.internal;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.MediaEvent;
import dev.strapiwebhooks.event.ReviewStageEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What an event is about, for stores. Events with the same {@link #order()} are handled one after the other. Immutable. */
public final class OrderingKey {
    private final @Nullable String uid;
    private final @Nullable String documentId;
    private final @Nullable String locale;
    private final @Nullable String order;

    private OrderingKey(
            @Nullable String uid, @Nullable String documentId, @Nullable String locale, @Nullable String order) {
        this.uid = uid;
        this.documentId = documentId;
        this.locale = locale;
        this.order = order;
    }

    /** What an event is about. */
    public static OrderingKey of(StrapiEvent event) {
        if (event instanceof EntryEvent entry) {
            return document(entry.model(), entry.uid(), entry.documentId(), entry.id(), entry.locale());
        }
        if (event instanceof ReviewStageEvent review) {
            return document(review.model(), review.uid(), review.documentId(), review.id(), review.locale());
        }
        if (event instanceof MediaEvent media && media.media().path("id").isIntegralNumber()) {
            String file = "file/" + media.media().path("id").longValue();
            return new OrderingKey(null, null, null, file);
        }
        return of(null, null, null);
    }

    /** What a store knows of an event, where the order does not matter any more. */
    public static OrderingKey of(@Nullable String uid, @Nullable String documentId, @Nullable String locale) {
        return new OrderingKey(uid, documentId, locale, null);
    }

    /** Strapi 4 names the model in every event and the uid in some only. */
    private static OrderingKey document(
            String model, Optional<String> uid, Optional<String> documentId, OptionalLong id, Optional<String> locale) {
        String type = documentId.isPresent() ? uid.orElse(model) : model;
        String row = id.isPresent() ? Long.toString(id.getAsLong()) : null;
        String document = documentId.orElse(row);
        String order = document == null ? null : type + "/" + document + "/" + locale.orElse("");
        return new OrderingKey(uid.orElse(null), documentId.orElse(null), locale.orElse(null), order);
    }

    /** The content type, where there is one. */
    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** The document, where there is one. */
    public Optional<String> documentId() {
        return Optional.ofNullable(documentId);
    }

    /** The locale, where there is one. */
    public Optional<String> locale() {
        return Optional.ofNullable(locale);
    }

    /** Names the document, or the file; empty where events have nothing to do with each other. */
    public Optional<String> order() {
        return Optional.ofNullable(order);
    }
}
