package dev.strapiwebhooks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the checker says about calls at once, calls again and the order of calls, on journals made by hand. */
class CallsCheckTest {
    private static final long LEASE = StormSettings.LEASE.toMillis();

    private final Scene scene = new Scene().accepted(1, 0).accepted(2, 100);

    @Test
    void oneAfterTheOther() {
        scene.called(10, 1, 0, 600, 700).called(20, 2, 100, 700, 800);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void oneAfterTheOtherInOneMillisecond() {
        scene.called(10, 2, 100, 600, 601).called(10, 1, 0, 600, 600);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void twoAtOnce() {
        scene.called(10, 1, 0, 600, 702).called(20, 2, 100, 701, 800);
        assertThat(scene.broken()).containsExactly(Promise.ONE_AT_A_TIME);
        assertThat(scene.violations().get(0).proofs()).hasSize(2);
    }

    @Test
    void twoAtOnceBecauseTheFirstStoodStill() {
        scene.called(10, 1, 0, 600, 9000).called(20, 2, 100, 5000, 5010);
        scene.suspended(10, 700, 700 + 2 * LEASE);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aShortSuspensionIsNoExcuse() {
        scene.called(10, 1, 0, 600, 9000).called(20, 2, 100, 5000, 5010);
        scene.suspended(10, 700, 700 + LEASE - 1);
        assertThat(scene.broken()).containsExactly(Promise.ONE_AT_A_TIME);
    }

    @Test
    void aSuspensionOfTheSecondIsNoExcuse() {
        scene.called(10, 1, 0, 600, 9000).called(20, 2, 100, 5000, 5010);
        scene.suspended(20, 700, 700 + LEASE);
        assertThat(scene.broken()).containsExactly(Promise.ONE_AT_A_TIME);
    }

    @Test
    void aSuspensionAfterwardsIsNoExcuse() {
        scene.called(10, 1, 0, 600, 9000).called(20, 2, 100, 700, 710);
        scene.suspended(10, 720, 720 + LEASE);
        assertThat(scene.broken()).containsExactly(Promise.ONE_AT_A_TIME);
    }

    @Test
    void noLeaseIsOverAtTheBeginOfASuspension() {
        scene.called(10, 1, 0, 600, 9000).called(20, 2, 100, 1000, 1010);
        scene.suspended(10, 700, 700 + LEASE);
        assertThat(scene.broken()).containsExactly(Promise.ONE_AT_A_TIME);
    }

    @Test
    void aProcessKnowsItsOwnCallsAlsoAfterASuspension() {
        scene.called(10, 1, 0, 600, 9000).called(10, 2, 100, 8000, 8010);
        scene.suspended(10, 700, 700 + 2 * LEASE);
        assertThat(scene.broken()).containsExactly(Promise.ONE_AT_A_TIME);
    }

    @Test
    void aCallThatWasOnItsWayWhenItsProcessWasSuspended() {
        scene.called(20, 1, 0, 600, 610).called(20, 2, 100, 5000, 6800);
        scene.call(10, 1, 0, 6710, 6720, Call.Outcome.FAILED); // it read the clock when it was awake again
        scene.suspended(10, 590, 6700);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void twoAtOnceBecauseTheFirstWasCutOff() {
        scene.called(10, 1, 0, 600, 9000).called(20, 2, 100, 5000, 5010);
        scene.deed(Trouble.SWALLOW, 10, 700, 700 + LEASE);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aFrozenDatabaseOrAnEmptyPoolIsNoExcuseForTwoAtOnce() {
        scene.called(10, 1, 0, 600, 9000).called(20, 2, 100, 5000, 5010);
        scene.deed(Trouble.FREEZE_DATABASE, 0, 700, 700 + LEASE).deed(Trouble.DRY_POOL, 10, 0, 9000);
        assertThat(scene.broken()).containsExactly(Promise.ONE_AT_A_TIME);
        assertThat(scene.violations().get(0).what()).contains("FREEZE_DATABASE", "DRY_POOL");
    }

    @Test
    void aKilledCallEndsAtTheKill() {
        scene.call(10, 1, 0, 600, 800, Call.Outcome.KILLED)
                .called(20, 1, 0, 801, 810)
                .called(20, 2, 100, 820, 830);
        scene.deed(Trouble.KILL, 10, 800, 2000);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void calledAgain() {
        scene.called(10, 1, 0, 600, 610).called(20, 1, 0, 620, 630).called(10, 2, 100, 640, 650);
        assertThat(scene.broken()).containsExactly(Promise.NOT_AGAIN);
    }

    @Test
    void calledAgainAfterAFailure() {
        scene.call(10, 1, 0, 600, 610, Call.Outcome.FAILED)
                .called(20, 1, 0, 620, 630)
                .called(10, 2, 100, 640, 650);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void calledAgainBecauseOfAKillASuspensionOrTheDatabase() {
        scene.called(10, 1, 0, 600, 610).called(20, 1, 0, 5000, 5010).called(10, 1, 0, 9000, 9010);
        scene.called(20, 1, 0, 14_000, 14_010).called(20, 2, 100, 15_000, 15_010);
        scene.deed(Trouble.KILL, 10, 611, 1500).suspended(20, 5011, 5011 + LEASE);
        scene.deed(Trouble.FREEZE_DATABASE, 0, 8500, 9005);
        assertThat(scene.violations()).hasSize(0);
    }

    @Test
    void calledAgainBecauseAnotherReceiverWasCutOff() {
        scene.called(10, 1, 0, 600, 610).called(20, 1, 0, 5000, 5010).called(20, 2, 100, 5010, 5020);
        scene.deed(Trouble.CUT, 20, 605, 606);
        assertThat(scene.broken()).containsExactly(Promise.NOT_AGAIN);
    }

    @Test
    void aKillExcusesAsManyAsThereAreWorkers() {
        Scene many = new Scene().deed(Trouble.KILL, 10, 1000, 1500);
        for (int number = 1; number <= StormSettings.WORKERS + 1; number++) {
            many.accepted(number, number);
            many.called(10, number, number, 600 + number, 601 + number);
            many.called(20, number, number, 5000 + number, 5001 + number);
        }
        assertThat(many.broken()).containsExactly(Promise.NOT_AGAIN);
    }

    @Test
    void aLaterEventIsCalledFirst() {
        scene.called(10, 2, 100, 700, 710).called(10, 1, 0, 710, 720);
        assertThat(scene.broken()).containsExactly(Promise.IN_ORDER);
    }

    @Test
    void aLaterEventIsNotHeldBack() {
        Scene late = new Scene().accepted(2, 100).acceptedLate(1, 0, 500);
        late.called(10, 2, 100, 200, 210).called(10, 1, 0, 1000, 1010);
        assertThat(late.broken()).containsExactly(Promise.IN_ORDER);
    }

    @Test
    void anEventThatCameAfterTheHold() {
        Scene late = new Scene().accepted(2, 100).acceptedLate(1, 0, 700);
        late.called(10, 2, 100, 650, 660).called(10, 1, 0, 1200, 1210);
        assertThat(late.violations()).isEmpty();
    }

    @Test
    void anEventWhoseHandlerWasTold() {
        scene.called(10, 2, 100, 700, 710);
        scene.call(new Call(new Call.Caller(1, 10, 7), "d", 1, 1, 1, 0, true, 710, 720, Call.Outcome.DONE));
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aFailedEventIsOvertaken() {
        scene.call(10, 1, 0, 600, 610, Call.Outcome.FAILED)
                .called(10, 2, 100, 700, 710)
                .called(10, 1, 0, 710, 720);
        assertThat(scene.broken()).containsExactly(Promise.IN_ORDER);
    }

    @Test
    void aKilledEventIsOvertaken() {
        scene.call(10, 1, 0, 600, 650, Call.Outcome.KILLED)
                .called(20, 2, 100, 700, 710)
                .called(20, 1, 0, 710, 720);
        scene.deed(Trouble.KILL, 10, 650, 2000);
        assertThat(scene.broken()).containsExactly(Promise.IN_ORDER);
    }
}
