package dev.strapiwebhooks.verify;

import static dev.strapiwebhooks.verify.Deliveries.BODY;
import static dev.strapiwebhooks.verify.Deliveries.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final int KEYS = 4;

    /** -1: no key fits. An early exit would tell by the time which one is in use. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 3})
    void everyKeyIsTriedWhicheverFits(int fitting) {
        List<Integer> tried = new ArrayList<>();
        SignatureAlgorithm<WebhookSecret> algorithm = algorithmThatCounts(tried, fitting);
        List<NamedKey<WebhookSecret>> keys = IntStream.range(0, KEYS)
                .mapToObj(i -> NamedKey.of("key-" + i, WebhookSecret.of("secret-of-sixteen-bytes-" + i)))
                .toList();

        KeyMatch match = new KeyRing<>(keys, algorithm, null).match(SignatureClaim.overBody(new byte[32]), BODY, NOW);

        assertThat(match == null ? "none" : match.keyName()).isEqualTo(fitting < 0 ? "none" : "key-" + fitting);
        assertThat(tried).containsExactly(0, 1, 2, 3);
    }

    @SuppressWarnings("unchecked") // a mock of a generic class
    private static SignatureAlgorithm<WebhookSecret> algorithmThatCounts(List<Integer> tried, int fitting) {
        List<KeyCheck> checks = IntStream.range(0, KEYS)
                .mapToObj(i -> (KeyCheck) (claim, body) -> {
                    tried.add(i);
                    return i == fitting ? new byte[32] : null;
                })
                .toList();
        SignatureAlgorithm<WebhookSecret> algorithm = mock(SignatureAlgorithm.class);
        when(algorithm.guarantees()).thenReturn(Set.of());
        when(algorithm.checkWith(any(), any()))
                .thenReturn(checks.get(0), checks.subList(1, KEYS).toArray(KeyCheck[]::new));
        return algorithm;
    }
}
