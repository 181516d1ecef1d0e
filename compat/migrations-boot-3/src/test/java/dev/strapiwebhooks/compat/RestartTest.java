package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.replay.ReplayKey;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** A context is stopped and started again (by hand, by a test's framework, around a checkpoint), or paused. */
class RestartTest {
    /** A pair of methods of a context; Spring 7 has the second. */
    static Stream<List<String>> waysToStopAndStart() {
        return Stream.of(List.of("stop", "start"), List.of("pause", "restart"))
                .filter(pair -> Stream.of(ConfigurableApplicationContext.class.getMethods())
                        .anyMatch(method -> method.getName().equals(pair.get(0))));
    }

    @ParameterizedTest
    @MethodSource("waysToStopAndStart")
    void theInboxStoresWhileItIsStoppedAndHandlesAfterTheNextStart(List<String> ways) throws Exception {
        Map<String, String> properties = Map.of(
                "spring.datasource.url", "jdbc:h2:mem:restarted-" + ways.get(0),
                "spring.flyway.enabled", "true",
                "strapi.webhook.inbox", "jdbc");
        try (Newsroom newsroom = Newsroom.open(properties)) {
            for (String title : List.of("first", "second")) {
                call(newsroom.context(), ways.get(0));
                assertThat(newsroom.context()
                                .getBean("strapiInboxLifecycle", SmartLifecycle.class)
                                .isRunning())
                        .isFalse();
                Inbox inbox = newsroom.context().getBean(Inbox.class);
                assertThat(store(inbox, Newsroom.article(title))).isTrue();
                assertThat(inbox.statistics().depth()).isEqualTo(1);

                call(newsroom.context(), ways.get(1));

                assertThat(newsroom.next()).isEqualTo(title);
                SignedDelivery later = Newsroom.article("after " + title);
                assertThat(newsroom.receive(later).status()).isEqualTo(202);
                assertThat(newsroom.next()).isEqualTo("after " + title);
            }
        }
    }

    private static boolean store(Inbox inbox, SignedDelivery delivery) {
        byte[] body = delivery.body();
        return inbox.store(
                        ReplayKey.of("strapi", body),
                        ReceivedDelivery.of(
                                "strapi",
                                "default",
                                Instant.now(),
                                Map.of(),
                                body,
                                EventReader.create().read(body)),
                        Duration.ofMinutes(11))
                .isPresent();
    }

    private static void call(ConfigurableApplicationContext context, String method)
            throws ReflectiveOperationException {
        Object unused = ConfigurableApplicationContext.class.getMethod(method).invoke(context);
    }
}
