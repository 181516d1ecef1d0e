package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A database's URL as hosters write it, or with a variable that is not set, stops the start, and nobody tells its password. */
@Isolated // it listens at the root logger, which another test may just be setting up
class DatabaseUrlTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void silence() {
        root.setLevel(Level.OFF);
        root.detachAppender(log);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://app:canary@db.example/webhooks, write jdbc:postgresql://host:5432/database",
        "jdbc:postgresql://app:canary@db.example/webhooks, user and password apart",
        "jdbc:postgresql://canary@${NOT_SET}/webhooks, still holds a placeholder: NOT_SET is not set",
    })
    void aUrlThatIsNotUnderstood(String url, String remedy) {
        Map<String, String> properties = Map.of("strapi.webhook.inbox", "jdbc", "strapi.webhook.jdbc.url", url);

        Throwable failure = catchThrowable(() -> Newsroom.open(properties).close());

        StringWriter told = new StringWriter();
        failure.printStackTrace(new PrintWriter(told, true));
        assertThat(told.toString())
                .contains("StrapiWebhookConfigurationException", remedy)
                .doesNotContain("canary");
        assertThat(log.list).isNotEmpty();
        assertThat(log.list.stream().map(DatabaseUrlTest::text).collect(Collectors.joining("\n")))
                .doesNotContain("canary", "db.example");
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage() + " " + event.getKeyValuePairs()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
