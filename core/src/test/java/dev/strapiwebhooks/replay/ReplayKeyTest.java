package dev.strapiwebhooks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayKeyTest {
    private final ReplayKey key = ReplayKey.of("strapi", new byte[] {1, 2, 3});

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyWordCounts(int word) {
        long[] words = new long[5];
        key.writeTo(words, 1);
        assertThat(key.isAt(words, 1)).isTrue();

        words[1 + word] ^= 1;

        assertThat(key.isAt(words, 1)).isFalse();
    }

    @Test
    void theEndpointsNameIsPartOfIt() {
        assertThat(key).isEqualTo(ReplayKey.of("strapi", new byte[] {1, 2, 3}));
        assertThat(key).isNotEqualTo(ReplayKey.of("other", new byte[] {1, 2, 3}));
        assertThat(key).isNotEqualTo(ReplayKey.of("strapi", new byte[] {1, 2, 4}));
        assertThat(key.hex()).matches("[0-9a-f]{64}").isEqualTo(key.toString());
    }
}
