package dev.strapiwebhooks.benchmarks.verify;

/** Everything that is measured. Each is given what was signed, and what arrived: for a benchmark they are the same. */
public enum Contender {
    /** One keyed JDK Mac, used again and again, and one comparison; no header, no clock. */
    FLOOR,
    /** This library, with the replay check left to the caller. */
    OURS,
    /** This library as it comes, with the replay guard in memory. */
    OURS_WITH_REPLAY_GUARD,
    /** The floor with Bouncy Castle's HMAC. */
    BOUNCY_CASTLE,
    /** Strapi's documentation written down in Java, with String.format for the digits. */
    BY_HAND,
    /** line-bot-parser; looks at no time. */
    LINE,
    /** slack-app-backend. */
    SLACK,
    /** standardwebhooks. */
    STANDARD_WEBHOOKS,
    /** stripe-java. */
    STRIPE,
    /** svix. */
    SVIX;

    Subject prepare(Sample signed, byte[] arrived) {
        return switch (this) {
            case FLOOR -> Floor.of(signed, arrived);
            case OURS -> Ours.withoutReplayGuard(signed, arrived);
            case OURS_WITH_REPLAY_GUARD -> OursWithReplayGuard.of(signed, arrived);
            case BOUNCY_CASTLE -> BouncyCastleHmac.of(signed, arrived);
            case BY_HAND -> ByHand.of(signed, arrived);
            case LINE -> Line.of(signed, arrived);
            case SLACK -> Slack.of(signed, arrived);
            case STANDARD_WEBHOOKS -> StandardWebhooks.of(signed, arrived);
            case STRIPE -> Stripe.of(signed, arrived);
            case SVIX -> Svix.of(signed, arrived);
        };
    }
}
