package dev.strapiwebhooks.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SoakTest {
    @Test
    void aShortOneLosesNothing() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Soak.run(3_000, new PrintStream(out, true, StandardCharsets.UTF_8)); // too short to judge the heap

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("3,000 sent", "answered wrongly: {}", "lost: 0; handled twice: 0;", "replay=", "tampered=");
    }
}
