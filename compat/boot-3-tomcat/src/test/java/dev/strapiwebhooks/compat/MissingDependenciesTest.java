package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.inbox.InboxHandler;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application prints that lacks a library: a process of its own, with a class path without it. */
class MissingDependenciesTest {
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

    @TempDir
    private Path directory;

    /** The application. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Map<String, String> properties = Arrays.stream(arguments)
                    .map(argument -> argument.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            BootServer.start(properties, beans -> beans.registerBean(InboxHandler.class, () -> delivery -> {}));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /h2/        | inbox=jdbc                            | Add the dependency com.h2database:h2 for a file of this receiver, or set strapi.webhook.jdbc.url to a PostgreSQL and add org.postgresql:postgresql.
            /postgresql/| inbox=jdbc,jdbc.url=jdbc:postgresql:a | Add the dependency org.postgresql:postgresql.
            /bcprov-    | scheme=ed25519                        | Add the dependency org.bouncycastle:bcprov-jdk18on.
            /jedis/     | replay=redis                          | Set jedis.version in your build, because Spring Boot 3.5 manages an older one.
            redis-replay| replay=redis                          | Add the dependency dev.strapiwebhooks:strapi-webhooks-redis-replay.
            jdbc-inbox  | inbox=jdbc                            | Add the dependency dev.strapiwebhooks:strapi-webhooks-jdbc-inbox.
            """)
    void theActionNamesWhatIsToBeAdded(String missing, String properties, String action) throws Exception {
        List<String> arguments = new ArrayList<>(Stream.of(properties.split(","))
                .map(property -> "strapi.webhook." + property)
                .toList());
        arguments.add(
                properties.contains("ed25519")
                        ? "strapi.webhook.public-keys[0].value=" + PUBLIC_KEY
                        : "strapi.webhook.secret=secret-of-the-missing-library");
        if (properties.equals("inbox=jdbc") && !missing.equals("jdbc-inbox")) {
            arguments.add("strapi.webhook.jdbc.file=" + directory.resolve("webhooks"));
        }

        String printed = run(missing, arguments);

        assertThat(printed)
                .contains("APPLICATION FAILED TO START", "Strapi webhooks cannot be received: ", action)
                .doesNotContain("\tat dev.strapiwebhooks", "openssl rand");
    }

    private String run(String missing, List<String> arguments) throws IOException, InterruptedException {
        Path logging = directory.resolve("logging.xml");
        Files.writeString(
                logging,
                "<configuration><appender name='out' class='ch.qos.logback.core.ConsoleAppender'><encoder>"
                        + "<pattern>%msg%n%ex</pattern></encoder></appender>"
                        + "<root level='OFF'/><logger name='org.springframework.boot' level='ERROR'>"
                        + "<appender-ref ref='out'/></logger></configuration>");
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(missing))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=" + logging,
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(arguments);
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).isNotZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
