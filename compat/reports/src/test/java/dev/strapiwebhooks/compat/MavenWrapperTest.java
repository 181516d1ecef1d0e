package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What {@code ./mvnw} loads is one version of Maven, which the build allows, and byte for byte the one that was chosen. */
class MavenWrapperTest {
    private static final Path SETTINGS = Path.of("../../.mvn/wrapper/maven-wrapper.properties");

    @Test
    void loadsOneMavenByItsChecksum() throws IOException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(SETTINGS)) {
            settings.load(in);
        }

        assertThat(settings.getProperty("distributionType")).isEqualTo("only-script");
        assertThat(settings.getProperty("distributionUrl"))
                .matches("https://[a-z.]+/.*/apache-maven-3\\.(8|9|[1-9][0-9])\\.[0-9]+-bin\\.zip");
        assertThat(settings.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
    }
}
