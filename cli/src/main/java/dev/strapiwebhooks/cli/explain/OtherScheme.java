package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deliveries that are right, but for another scheme than the receiver expects. */
final class OtherScheme {
    private OtherScheme() {}

    static Optional<Finding> of(ExpectedScheme scheme, List<CandidateSecret> secrets, RecordedDelivery delivery) {
        if (delivery.first(scheme.signatureHeader()).isPresent()) {
            return Optional.empty();
        }
        for (ExpectedScheme other : ExpectedScheme.values()) {
            if (other != scheme && fits(other, secrets, delivery)) {
                return Optional.of(finding(other));
            }
        }
        return isBearer(secrets, delivery) ? Optional.of(bearer()) : Optional.empty();
    }

    private static boolean fits(ExpectedScheme scheme, List<CandidateSecret> secrets, RecordedDelivery delivery) {
        return SignatureSearch.run(scheme, secrets, delivery)
                .filter(Set::isEmpty)
                .isPresent();
    }

    private static boolean isBearer(List<CandidateSecret> secrets, RecordedDelivery delivery) {
        byte[] sent = delivery.first("Authorization").orElse("").getBytes(UTF_8);
        return secrets.stream()
                .map(secret -> "Bearer " + new String(secret.key(), UTF_8))
                .anyMatch(expected -> MessageDigest.isEqual(expected.getBytes(UTF_8), sent));
    }

    private static Finding finding(ExpectedScheme other) {
        boolean isNative = other == ExpectedScheme.STRAPI_NATIVE;
        return new Finding(
                "OTHER_SCHEME",
                true,
                "The delivery is signed in another way than expected, and that signature is right: "
                        + other.signatureHeader() + ".",
                "Nothing to change.",
                isNative
                        ? "Expect it: SignatureScheme.strapiNative(); here: --scheme strapi-native."
                        : "Expect it: SignatureScheme.timestamped(); here: --scheme timestamped.");
    }

    private static Finding bearer() {
        return new Finding(
                "OTHER_SCHEME",
                true,
                "The delivery is not signed; it carries the secret as a bearer token.",
                "Install the signing code of examples/strapi-sender: a token alone proves neither bytes nor time.",
                "Or accept that: SignatureScheme.bearerToken().");
    }
}
