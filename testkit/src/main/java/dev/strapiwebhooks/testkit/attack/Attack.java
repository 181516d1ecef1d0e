package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The ways to fool a receiver, as requests. A safe receiver answers each with a status from 400 to 499 and calls no handler;
 * this library's answer is {@link #status()}, on every server that it is tested on.
 */
public enum Attack {
    /** Neither signature nor time. */
    UNSIGNED("no signature", 401, Forgeries::unsigned),
    /** The signature without its time. */
    NO_TIMESTAMP("no timestamp, no downgrade", 401, Forgeries::noTimestamp),
    /** One digit of the body is another one. */
    TAMPERED("one digit of the body changed", 401, Forgeries::tampered),
    /** Half of the signature. */
    TRUNCATED_SIGNATURE("the first half of the right signature", 401, Forgeries::truncatedSignature),
    /** A signature of no digits. */
    EMPTY_SIGNATURE("the algorithm's name and nothing else", 401, Forgeries::emptySignature),
    /** A signature with other characters than digits. */
    MALFORMED_SIGNATURE("a signature that is no hexadecimal number", 401, Forgeries::malformedSignature),
    /** The attacker's own secret. */
    OTHER_SECRET("signed with another secret", 401, Forgeries::otherSecret),
    /** The signature calls itself something else. */
    OTHER_ALGORITHM("the right digits under another name", 401, Forgeries::otherAlgorithm),
    /** Two lines of signatures, the right one first. */
    TWO_SIGNATURES("a forged signature behind the right one", 401, Forgeries::twoSignatures),
    /** Two lines of signatures, the forged one first. */
    FORGED_IN_FRONT("a forged signature in front of the right one", 401, Forgeries::forgedInFront),
    /** An old delivery. */
    STALE("signed an hour ago", 401, Forgeries::stale),
    /** A delivery from the future. */
    FUTURE("signed for in an hour", 401, Forgeries::future),
    /** The header's time is not the signed one. */
    REFRESHED("an old delivery under a new timestamp", 401, Forgeries::refreshed),
    /** A time that lenient parsers take for a number. */
    NOT_A_NUMBER("NaN as timestamp", 401, Forgeries::notANumber),
    /** A time in another unit. */
    SECONDS("signed over the time in seconds", 401, Forgeries::seconds),
    /** White space in between. */
    RE_SERIALISED("the same JSON in other bytes", 401, Forgeries::reSerialised),
    /** Half of the body, as a whole one. */
    TRUNCATED_BODY("half of the body, declared as all of it", 401, Forgeries::truncatedBody),
    /** Nothing, well signed. */
    EMPTY_BODY("a signed empty body", 401, Forgeries::emptyBody),
    /** Text, well signed. */
    NOT_JSON("signed, but not JSON", 400, Forgeries::notJson),
    /** JSON that exhausts a parser. */
    DEEP_JSON("signed, and nested ten thousand deep", 400, Forgeries::deepJson),
    /** One byte more than a receiver should take. A server may hang up instead of an answer. */
    HUGE("signed, and larger than a body should be", 413, Forgeries::huge),
    /** What a redirect makes of a delivery. A router that knows POST only may answer 404. */
    GET("a redirected delivery", 405, Forgeries::get),
    /** What servers parse by themselves. */
    FORM("a form as content type", 415, Forgeries::form),
    /** What servers unpack by themselves. */
    COMPRESSED("declared as compressed", 415, Forgeries::compressed),
    /** The header, which nobody signed, contradicts the body. */
    OTHER_EVENT("a header that names another event", 401, Forgeries::otherEvent),
    /** A genuine delivery, twice. */
    REPLAY("the same delivery once more", 409, Forgeries::replay),
    /** A genuine delivery, and again with other headers. */
    REPLAY_CHANGED("the same delivery once more, under other unsigned headers", 409, Forgeries::replayChanged);

    private static final Set<Attack> ON_THE_TIMESTAMP = Set.of(NO_TIMESTAMP, REFRESHED, NOT_A_NUMBER, SECONDS);

    private final String description;
    private final int status;

    @SuppressWarnings("ImmutableEnumChecker") // methods of Forgeries, which have no state
    private final BiFunction<SignedDelivery, AttackMaterial, SignedDelivery> forgery;

    Attack(String description, int status, BiFunction<SignedDelivery, AttackMaterial, SignedDelivery> forgery) {
        this.description = description;
        this.status = status;
        this.forgery = forgery;
    }

    /**
     * The name in reports and on command lines.
     *
     * @return lower case with hyphens, such as {@code two-signatures}
     */
    public String shown() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What is tried.
     *
     * @return a few words
     */
    public String description() {
        return description;
    }

    /**
     * What a receiver of the timestamped scheme that is made with this library answers.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Whether there is such a thing in the material's scheme.
     *
     * @param material what it would be made of
     * @return false when it is about a time header and the scheme has none
     */
    public boolean isPossible(AttackMaterial material) {
        return material.hasTimestamp() || !ON_THE_TIMESTAMP.contains(this);
    }

    /**
     * Makes the requests.
     *
     * @param material what they are made of
     * @return what to send, one after the other: genuine deliveries, which are accepted, and at the end the one that must
     *     be rejected
     * @throws IllegalArgumentException when it is not possible in the material's scheme
     */
    public List<SignedDelivery> forge(AttackMaterial material) {
        if (!isPossible(material)) {
            throw new IllegalArgumentException(shown() + " needs a scheme with a timestamp header");
        }
        SignedDelivery genuine = material.genuine();
        SignedDelivery forged = forgery.apply(genuine, material);
        boolean genuineFirst = this == REPLAY || this == REPLAY_CHANGED;
        return genuineFirst ? List.of(genuine, forged) : List.of(forged);
    }

    /**
     * Whether an answer shows that the receiver withstood this attack.
     *
     * @param answer the status of the answer to the last request; 0 when there was none
     * @return true when it {@link #isRejected}, with one exception each for {@link #HUGE} and {@link #GET}
     */
    public boolean isWithstood(int answer) {
        return isRejected(answer) || (this == HUGE && answer == 0) || (this == GET && answer == 404);
    }

    /**
     * Whether an answer accepts a delivery.
     *
     * @param status the status
     * @return true from 200 to 299
     */
    public static boolean isAccepted(int status) {
        return status >= 200 && status <= 299;
    }

    /**
     * Whether an answer rejects a request, clearly and by the receiver itself.
     *
     * @param status the status
     * @return true from 400 to 499, but not 404 and 429: those say that nobody looked at it
     */
    public static boolean isRejected(int status) {
        return status >= 400 && status <= 499 && status != 404 && status != 429;
    }

    @Override
    public String toString() {
        return shown() + ": " + description;
    }
}
