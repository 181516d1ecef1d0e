package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.junit.jupiter.api.Test;

class H2VersionTest {
    @Test
    void aVersionThatBlocksAfterAKillIsOneWarning() {
        try (CapturedLog log = new CapturedLog()) {
            H2Database.warnAbout("2.4.240 (2025-09-22)");
            assertThat(log.by(H2Database.class)).isEmpty();

            H2Database.warnAbout("2.5.252 (2026-06-01)");
            H2Database.warnAbout("2.5.252 (2026-06-01)");
            assertThat(log.by(H2Database.class))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("H2 2.5.252", "use H2 2.4.240");
        }
    }
}
