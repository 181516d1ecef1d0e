package dev.strapiwebhooks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the checker says about answers and what became of the deliveries, on journals made by hand. */
class AnswersCheckTest {
    private static final long POISON = 499;

    private final Scene scene = new Scene();

    @Test
    void everythingIsFine() {
        scene.accepted(1, 0).called(10, 1, 0, 600, 610);
        scene.answer(new Answer(1, 0, Answer.COPY, 2, 100, 105, 409));
        scene.answer(new Answer(2, 10, 0, 1, 10, 20, 503)).answer(new Answer(2, 10, 1, 2, 120, 125, 202));
        scene.called(20, 2, 10, 700, 710);
        scene.accepted(POISON, 20)
                .call(10, POISON, 20, 720, 730, Call.Outcome.FAILED)
                .dead(POISON);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void acknowledgedAndNeverCalled() {
        scene.accepted(1, 0);
        assertThat(scene.broken()).containsExactly(Promise.HANDLED);
    }

    @Test
    void acknowledgedAndOnlyFailed() {
        scene.accepted(1, 0).call(10, 1, 0, 600, 610, Call.Outcome.FAILED);
        assertThat(scene.broken()).containsExactly(Promise.HANDLED);
    }

    @Test
    void takenForKnownAndNeverCalled() {
        scene.answer(new Answer(1, 0, 0, 1, 0, 20, 0)).answer(new Answer(1, 0, 1, 2, 120, 125, 409));
        assertThat(scene.broken()).containsExactly(Promise.HANDLED);
    }

    @Test
    void neverAcknowledged() {
        scene.answer(new Answer(1, 0, 0, 1, 0, 20, 503));
        assertThat(scene.broken()).containsExactly(Promise.HANDLED);
    }

    @Test
    void stillPending() {
        scene.pending(1);
        assertThat(scene.broken()).containsExactly(Promise.HANDLED);
    }

    @Test
    void aDeadLetterWithoutAReason() {
        scene.accepted(1, 0).called(10, 1, 0, 600, 610).dead(1);
        assertThat(scene.broken()).containsExactly(Promise.HANDLED);
    }

    @Test
    void aCallThatNeverEnded() {
        scene.accepted(1, 0).called(20, 1, 0, 600, 610);
        scene.accepted(2, 10).called(20, 2, 10, 620, 630);
        scene.call(10, 3, 20, 40_001, Long.MAX_VALUE, Call.Outcome.RUNNING);
        assertThat(scene.violations()).isEmpty();
        scene.call(10, 4, 30, 39_999, Long.MAX_VALUE, Call.Outcome.RUNNING);
        assertThat(scene.broken()).contains(Promise.HANDLED);
    }

    @Test
    void aCopyThatWasAccepted() {
        scene.accepted(1, 0).called(10, 1, 0, 600, 610);
        scene.answer(new Answer(1, 0, Answer.COPY, 2, 100, 105, 202));
        assertThat(scene.broken()).containsExactly(Promise.NO_COPIES);
    }

    @Test
    void oneDeliveryStoredTwice() {
        scene.accepted(1, 0).call(10, 1, 0, 600, 610, Call.Outcome.FAILED);
        scene.call(new Call(new Call.Caller(1, 10, 7), "d", 1, 77, 1, 0, false, 700, 710, Call.Outcome.DONE));
        assertThat(scene.broken()).containsExactly(Promise.NO_COPIES);
    }

    @Test
    void knownAtTheFirstTime() {
        scene.answer(new Answer(1, 0, 0, 1, 0, 5, 409)).called(10, 1, 0, 600, 610);
        assertThat(scene.broken()).containsExactly(Promise.NO_COPIES);
    }

    @Test
    void anAnswerNobodyExpects() {
        scene.accepted(1, 0).called(10, 1, 0, 600, 610).answer(new Answer(1, 0, Answer.COPY, 2, 100, 105, 401));
        assertThat(scene.broken()).containsExactly(Promise.NO_COPIES);
    }

    @Test
    void knownAfterRefusalsOnlyIsCounted() {
        scene.answer(new Answer(1, 0, 0, 1, 0, 20, 503)).answer(new Answer(1, 0, 1, 2, 120, 125, 409));
        scene.called(10, 1, 0, 700, 710);
        assertThat(scene.violations()).isEmpty();
        assertThat(scene.verdict().counts()).containsEntry("known, though the sender was only ever refused", 1L);
    }

    @Test
    void aLateAnswer() {
        scene.answer(new Answer(1, 0, 0, 1, 0, 10_001, 202)).called(10, 1, 0, 600, 610);
        assertThat(scene.broken()).containsExactly(Promise.PROMPT);
    }

    @Test
    void noAnswerWhileAnotherReceiverStoodStill() {
        scene.answer(new Answer(1, 0, 0, 1, 0, 12_000, Answer.TIMED_OUT));
        scene.answer(new Answer(1, 0, 1, 1, 12_100, 12_105, 202)).called(10, 1, 0, 13_000, 13_010);
        scene.suspended(20, 1000, 9000);
        assertThat(scene.broken()).containsExactly(Promise.PROMPT);
    }

    @Test
    void aLateAnswerOfAReceiverThatStoodStill() {
        scene.answer(new Answer(1, 0, 0, 1, 0, 10_001, 202)).called(10, 1, 0, 11_000, 11_010);
        scene.suspended(10, 1000, 9000);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void effects() {
        scene.accepted(1, 0).called(10, 1, 0, 600, 610);
        scene.accepted(2, 10).called(10, 2, 10, 620, 630);
        scene.accepted(POISON, 20)
                .call(10, POISON, 20, 640, 650, Call.Outcome.FAILED)
                .dead(POISON);
        assertThat(scene.effects(new Effect(1, 1), new Effect(2, 1)).violations())
                .isEmpty();
        assertThat(scene.effects(new Effect(1, 2), new Effect(2, 1)).broken()).containsExactly(Promise.ONE_EFFECT);
        assertThat(scene.effects(new Effect(2, 1)).broken()).containsExactly(Promise.ONE_EFFECT);
        assertThat(scene.effects(new Effect(1, 1), new Effect(2, 1), new Effect(POISON, 1))
                        .broken())
                .containsExactly(Promise.ONE_EFFECT);
    }
}
