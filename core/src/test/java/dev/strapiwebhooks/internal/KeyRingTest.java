package dev.strapiwebhooks.internal;

import static dev.strapiwebhooks.Deliveries.BODY;
import static dev.strapiwebhooks.Deliveries.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.spi.SignatureInput;
import dev.strapiwebhooks.spi.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class KeyRingTest {
    private static final int KEYS = 4;

    /** -1: no key fits. An early exit would tell by the time which one is in use. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 3})
    void everyKeyIsTriedWhicheverFits(int fitting) {
        List<Integer> tried = new ArrayList<>();

        KeyMatch match = new KeyRing<>(keys(KEYS), checksThatCount(tried, fitting))
                .match(SignatureInput.of(new byte[32]), BODY, NOW);

        assertThat(match == null ? "none" : match.keyName()).isEqualTo(fitting < 0 ? "none" : "key-" + fitting);
        assertThat(tried).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"8,0", "9,1"})
    void manyKeysAreAWarningWithWhatEachCosts(int count, int warnings) {
        Logger logger = (Logger) LoggerFactory.getLogger(WebhookVerifier.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        KeyProvider<WebhookSecret> provider = () -> keys(count);
        try {
            WebhookVerifier.builder(SignatureScheme.timestamped(), provider).build();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }

        assertThat(log.list).hasSize(warnings).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith("9 keys are tried")
                    .contains("2.5 ms of HMAC");
        });
    }

    private static List<NamedKey<WebhookSecret>> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> NamedKey.of("key-" + i, WebhookSecret.of("secret-of-sixteen-bytes-" + i)))
                .toList();
    }

    private static Function<WebhookSecret, KeyCheck> checksThatCount(List<Integer> tried, int fitting) {
        AtomicInteger next = new AtomicInteger();
        return key -> {
            int i = next.getAndIncrement();
            return (claim, body) -> {
                tried.add(i);
                return i == fitting ? new byte[32] : null;
            };
        };
    }
}
