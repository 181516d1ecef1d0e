package dev.strapiwebhooks.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release: entries that are published together.
 *
 * @param id the row's number
 * @param documentId the stable id, null for Strapi 4
 * @param name the release's name
 * @param releasedAt when it was published
 * @param scheduledAt when it was meant to be published, null when it was not scheduled
 * @param timezone the schedule's time zone, null when it was not scheduled
 * @param status for example {@code done}; null where Strapi does not send it
 * @param actionCount how many entries it held; null for versions that do not say
 */
public record Release(
        long id,
        @Nullable String documentId,
        String name,
        @Nullable Instant releasedAt,
        @Nullable Instant scheduledAt,
        @Nullable String timezone,
        @Nullable String status,
        @Nullable Long actionCount) {}
