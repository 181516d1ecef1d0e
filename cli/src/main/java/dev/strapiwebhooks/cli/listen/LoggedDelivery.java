package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivery in the log.
 *
 * @param id grows
 * @param summary what the page's table shows, without the forward
 * @param delivery as it came
 * @param forwarded the application's answer; null when it was not forwarded, or has not answered yet
 */
record LoggedDelivery(
        long id,
        ObjectNode summary,
        RecordedDelivery delivery,
        @Nullable ObjectNode forwarded) {}
