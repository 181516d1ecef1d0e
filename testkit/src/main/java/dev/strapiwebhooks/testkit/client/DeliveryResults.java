package dev.strapiwebhooks.testkit.client;

import java.util.List;
import java.util.function.Predicate;

/** What became of several deliveries. Immutable. */
public final class DeliveryResults {
    private final List<DeliveryResult> all;

    DeliveryResults(List<DeliveryResult> all) {
        this.all = List.copyOf(all);
    }

    /** {@return each of them, in the order in which they were sent} */
    public List<DeliveryResult> all() {
        return all;
    }

    /**
     * Each was answered with 200 to 299: handled, stored or ignored.
     *
     * @return this
     * @throws AssertionError when one was not; it names every one
     */
    public DeliveryResults expectAccepted() {
        return expect("is answered with 200 to 299", DeliveryResult::isSuccess);
    }

    /**
     * None made the application fail; it may decline what it does not understand.
     *
     * @return this
     * @throws AssertionError when one was answered with 500 or above, or not at all; it names every one
     */
    public DeliveryResults expectNoFailure() {
        return expect(
                "is answered below 500",
                result -> result.answer().status() > 0 && result.answer().status() < 500);
    }

    private DeliveryResults expect(String expectation, Predicate<DeliveryResult> check) {
        List<String> others = all.stream()
                .filter(check.negate())
                .map(DeliveryResult::toString)
                .toList();
        if (others.isEmpty() && !all.isEmpty()) {
            return this;
        }
        throw new AssertionError("expected that each of " + all.size() + " deliveries " + expectation + "; "
                + others.size() + " did not:\n" + String.join("\n", others));
    }
}
