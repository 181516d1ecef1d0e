package dev.strapiwebhooks.testkit.client;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.attack.Attack;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery. Each {@code expect} throws an {@link AssertionError} that says what was sent and what was
 * answered, and returns this for the next one. Immutable.
 */
public final class DeliveryResult {
    private static final int LONGEST_BODY = 500;

    private final String sent;
    private final HttpAnswer answer;
    private final @Nullable DeliveryReport report;
    private final Supplier<DeliveryResult> repeat;

    DeliveryResult(String sent, HttpAnswer answer, @Nullable DeliveryReport report, Supplier<DeliveryResult> repeat) {
        this.sent = sent;
        this.answer = answer;
        this.report = report;
        this.repeat = repeat;
    }

    /**
     * A handler of the application took it.
     *
     * @return this
     * @throws AssertionError when the answer is no success; where the endpoint is watched, also when the event was ignored or
     *     only stored. What a handler threw is the cause
     */
    public DeliveryResult expectHandled() {
        return expect("a handler takes it and answers with 200 to 299", is(Verdict.HANDLED, isSuccess()));
    }

    /**
     * It was stored in an inbox, which hands it to the application later.
     *
     * @return this
     * @throws AssertionError when the answer is not 202, or, where the endpoint is watched, the application's own
     */
    public DeliveryResult expectStored() {
        return expect("the inbox stores it and 202 is answered", is(Verdict.STORED, answer.status() == 202));
    }

    /**
     * The application has no handler for such an event. Only a watched endpoint tells that from a handled one.
     *
     * @return this
     * @throws AssertionError when it was handled, or the endpoint is not watched
     */
    public DeliveryResult expectIgnored() {
        return expect("no handler asks for it (which only an EndpointWatch sees)", is(Verdict.IGNORED, false));
    }

    /**
     * The application failed, and the sender was told so.
     *
     * @return this
     * @throws AssertionError when the answer is not 500 or above
     */
    public DeliveryResult expectFailed() {
        return expect("the handler fails and 500 or above is answered", is(Verdict.FAILED, answer.status() >= 500));
    }

    /**
     * It was refused, for whatever reason.
     *
     * @return this
     * @throws AssertionError when the answer is not from 400 to 499, or is 404 or 429: those say that nobody looked at it
     */
    public DeliveryResult expectRejected() {
        return expect("it is refused", is(Verdict.REJECTED, Attack.isRejected(answer.status())));
    }

    /**
     * It was refused.
     *
     * @param reason why, as the answer's {@code code} says
     * @return this
     * @throws AssertionError when it was not, or for another reason
     */
    public DeliveryResult expectRejected(RejectionReason reason) {
        return expect("it is refused as " + reason, answer.code().equals(reason.name()));
    }

    /**
     * Any answer.
     *
     * @param status its status
     * @return this
     * @throws AssertionError when it has another one
     */
    public DeliveryResult expectStatus(int status) {
        return expect(status + " is answered", answer.status() == status);
    }

    /**
     * Sends the same bytes once more, signature and all, as an attacker would who has seen them.
     *
     * @return what became of the copy
     */
    public DeliveryResult sendAgain() {
        return repeat.get();
    }

    /**
     * What was answered.
     *
     * @return the answer
     */
    public HttpAnswer answer() {
        return answer;
    }

    /**
     * What the endpoint said of it.
     *
     * @return the report; empty where the endpoint is not watched, or was not asked
     */
    public Optional<DeliveryReport> report() {
        return Optional.ofNullable(report);
    }

    boolean isSuccess() {
        return Attack.isAccepted(answer.status());
    }

    DeliveryResult expect(String expectation, boolean met) {
        if (met) {
            return this;
        }
        AssertionError error = new AssertionError("expected that " + expectation + "\n" + this);
        report().flatMap(DeliveryReport::cause).ifPresent(error::initCause);
        throw error;
    }

    private boolean is(Verdict verdict, boolean unlessWatched) {
        return report == null ? unlessWatched : report.verdict() == verdict;
    }

    private String answered() {
        if (answer.status() == 0) {
            return "nothing, and the connection was closed";
        }
        String[] parts = answer.text().split("\r\n\r\n", 2);
        String body = parts.length < 2 ? "" : parts[1].strip();
        String shown = body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) + "…" : body;
        return parts[0].lines().findFirst().orElse("") + (shown.isEmpty() ? "" : "\n            " + shown);
    }

    @Override
    public String toString() {
        String verdict =
                report == null ? "" : "\n  verdict:  " + report.verdict().name().toLowerCase(Locale.ROOT);
        return "  sent:     " + sent + "\n  answered: " + answered() + verdict;
    }
}
