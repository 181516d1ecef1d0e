package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.SecretMask;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A delivery as it may leave the process: whatever secret it held is hidden. There is no other way to make one. */
final class ShownDelivery {
    private final long id;
    private final ObjectNode summary;
    private final RecordedDelivery delivery;
    private final @Nullable ObjectNode forwarded;

    private ShownDelivery(LoggedDelivery logged, SecretMask mask) {
        this.id = logged.id();
        this.summary = (ObjectNode) mask.hide(Summaries.of(logged));
        this.delivery = mask.hide(logged.delivery());
        this.forwarded = logged.forwarded() == null ? null : (ObjectNode) mask.hide(logged.forwarded());
    }

    static ShownDelivery of(LoggedDelivery logged, SecretMask mask) {
        return new ShownDelivery(logged, mask);
    }

    long id() {
        return id;
    }

    /** What the page's table shows; a copy. */
    ObjectNode summary() {
        return summary.deepCopy();
    }

    RecordedDelivery delivery() {
        return delivery;
    }

    /** The application's answer. */
    Optional<ObjectNode> forwarded() {
        return Optional.ofNullable(forwarded);
    }
}
