package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Test
    void doublesUpToTheLongest() {
        Backoff middle = new Backoff(FIRST, LONGEST, () -> 0.5);

        assertThat(middle.after(1)).isEqualTo(FIRST);
        assertThat(middle.after(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(middle.after(10)).isEqualTo(Duration.ofSeconds(2560));
        assertThat(middle.after(11)).isEqualTo(LONGEST);
        assertThat(middle.after(Integer.MAX_VALUE)).isEqualTo(LONGEST);
    }

    @Test
    void chanceMakesItAFifthShorterOrLonger() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0).after(1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(new Backoff(FIRST, LONGEST, () -> 1).after(1)).isEqualTo(Duration.ofSeconds(6));
    }
}
