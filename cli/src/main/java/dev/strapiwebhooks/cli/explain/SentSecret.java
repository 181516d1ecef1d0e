package dev.strapiwebhooks.cli.explain;

import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody sends the secret itself, most often in place of a signature. */
final class SentSecret {
    private SentSecret() {}

    static Optional<Finding> of(List<CandidateSecret> secrets, RecordedDelivery delivery) {
        if (delivery.isMasked()) {
            return Optional.of(masked());
        }
        for (CandidateSecret secret : secrets) {
            List<String> places = places(SecretMask.of(List.of(secret)), SecretMask.of(secrets), delivery);
            if (!places.isEmpty()) {
                return Optional.of(sent(secret.isPrevious(), String.join(" and ", places)));
            }
        }
        return Optional.empty();
    }

    private static List<String> places(SecretMask one, SecretMask all, RecordedDelivery delivery) {
        List<String> places = new ArrayList<>();
        for (HeaderLine line : delivery.headers()) {
            if (one.isIn(line.value()) || one.isIn(line.name())) {
                places.add(HeaderProblems.visible(all.hide(line.name())));
            }
        }
        if (one.isIn(delivery.path())) {
            places.add("the path");
        }
        if (one.isIn(delivery.body())) {
            places.add("the body");
        }
        return places.stream().distinct().limit(5).toList();
    }

    private static Finding sent(boolean previous, String where) {
        return new Finding(
                "SECRET_SENT",
                true,
                (previous ? "This is a secret of yours that was used before" : "This is your secret")
                        + ": it was sent itself, and not only signed with, in " + where + ".",
                "Make a new secret with \"strapi-webhooks secret\", and let Strapi sign with it instead of sending it: 'sha256='"
                        + " + crypto.createHmac('sha256', secret).update(text).digest('hex').",
                "Give the receiver the new secret, and keep nothing of the old one: who saw this delivery or a log of it"
                        + " can sign.");
    }

    private static Finding masked() {
        return new Finding(
                "MASKED",
                true,
                "A secret was sent in this delivery and was hidden when it was exported, so its signature need not fit any"
                        + " more.",
                "Make a new secret with \"strapi-webhooks secret\", and sign with it instead of sending it.",
                "Look at the delivery on the page of the \"listen\" that received it.");
    }
}
