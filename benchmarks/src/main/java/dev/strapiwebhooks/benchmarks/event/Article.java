package dev.strapiwebhooks.benchmarks.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as an application would declare it; it leaves members out, as applications do. */
public record Article(
        long id,
        @Nullable String documentId,
        @Nullable String title,
        @Nullable String slug,
        @Nullable String locale,
        @Nullable Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable Map<String, Object> category) {}
