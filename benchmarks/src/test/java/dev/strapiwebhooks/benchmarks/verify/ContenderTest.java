package dev.strapiwebhooks.benchmarks.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A contender that accepted everything, or nothing, would be fast for the wrong reason. */
class ContenderTest {
    private final Sample signed = Sample.ofSize(500);

    @ParameterizedTest
    @EnumSource
    void acceptsAgainAndAgain(Contender contender) throws Exception {
        Subject subject = contender.prepare(signed, signed.body());

        for (int i = 0; i < 10_000; i++) {
            assertThat(subject.verify()).as("run %s", i).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatWasNotSigned(Contender contender) throws Exception {
        assertThat(contender.prepare(signed, signed.tampered().body()).verify()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"FLOOR", "BOUNCY_CASTLE", "LINE"})
    void looksAtTheTime(Contender contender) throws Exception {
        Sample old = signed.hourOld();

        assertThat(contender.prepare(old, old.body()).verify()).isFalse();
    }
}
