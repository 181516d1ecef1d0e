package dev.strapiwebhooks.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveClaimsTest {
    @Test
    void everyClaimIsNewForSeveralTimesRound() {
        LiveClaims claims = LiveClaims.steady(1000);

        for (int i = 0; i < 10_000; i++) {
            assertThat(claims.claimNext()).as("claim %s", i).isTrue();
        }
    }

    @Test
    void memoryIsMeasured() {
        assertThat(RetainedMemory.bytesPerClaim(20_000)).isBetween(40.0, 400.0);
    }
}
