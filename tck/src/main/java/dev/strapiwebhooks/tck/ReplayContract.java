package dev.strapiwebhooks.tck;

import static dev.strapiwebhooks.tck.ContractRig.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same delivery again. */
interface ReplayContract extends ContractPart {
    @Test
    @Withstands(Threat.REPLAY)
    @DisplayName("replay, also with changed unsigned headers or hex case")
    default void replay() throws IOException {
        SignedDelivery delivery = rig().fresh().with("X-Strapi-Event", "entry.update");
        rig().accepted(delivery);

        rig().refused(delivery, 409, "REPLAY");
        rig().refused(delivery.with("X-Strapi-Event", "entry.delete"), 409, "REPLAY");
        rig().refused(delivery.with("User-Agent", "another"), 409, "REPLAY");
        String upperCase = "sha256=" + delivery.header(SIGNATURE).substring(7).toUpperCase(Locale.ROOT);
        rig().refused(delivery.with(SIGNATURE, upperCase), 409, "REPLAY");
    }

    @Test
    @Withstands(Threat.LEGITIMATE_DOUBLES)
    @DisplayName("legitimate doubles: two deletes of one document, update and publish")
    default void legitimateDoubles() throws IOException {
        String document = "\"model\":\"article\",\"uid\":\"api::article.article\",\"entry\":{\"documentId\":\"d1\",";
        rig().accepted(rig().signed("{\"event\":\"entry.delete\"," + document + "\"id\":1,\"locale\":\"en\"}}"));
        rig().accepted(rig().signed("{\"event\":\"entry.delete\"," + document + "\"id\":2,\"locale\":\"de\"}}"));
        rig().accepted(rig().signed("{\"event\":\"entry.update\"," + document + "\"id\":3}}"));
        rig().accepted(rig().signed("{\"event\":\"entry.publish\"," + document + "\"id\":3}}"));
    }

    @Test
    @Withstands(Threat.LEGITIMATE_DOUBLES)
    @DisplayName("the same body signed again a millisecond later is another delivery")
    default void signedAgain() throws IOException {
        byte[] body = rig().fresh().body();

        rig().accepted(rig().signed(body, ContractRig.START));
        rig().accepted(rig().signed(body, ContractRig.START.plusMillis(1)));
        rig().refused(rig().signed(body, ContractRig.START), 409, "REPLAY");
    }

    @Test
    @Withstands(Threat.REPLAY_AT_THE_EDGES)
    @DisplayName("replay just inside and outside the window")
    default void replayAtTheEdges() throws IOException {
        Duration tolerance = Duration.ofMinutes(5);
        SignedDelivery delivery = rig().signed(rig().fresh().body(), ContractRig.START.plus(tolerance));
        rig().accepted(delivery);

        rig().clock().set(ContractRig.START.plus(tolerance.multipliedBy(2)));
        rig().refused(delivery, 409, "REPLAY");
        rig().clock().set(ContractRig.START.plus(tolerance.multipliedBy(2)).plusMillis(1));
        rig().refused(delivery, 401, "STALE");
    }

    @Test
    @Withstands(Threat.RESTARTS_AND_CLOCKS)
    @DisplayName("the server restarts: with a store that outlives it, a replay is still one")
    default void restart() throws Exception {
        withServer(settings -> settings, rig -> {
            SignedDelivery delivery = rig.fresh();
            rig.accepted(delivery);

            rig.restart();

            rig.refused(delivery, 409, "REPLAY");
            rig.accepted(rig.fresh());
        });
    }

    @Test
    @Withstands(Threat.REPLAY)
    @DisplayName("of 64 simultaneous identical deliveries, one is accepted")
    default void simultaneousCopies() throws Exception {
        withServer(endpoint -> endpoint.maxConcurrentBodies(1_000), rig -> {
            SignedDelivery delivery = rig.fresh();
            ExecutorService senders = Executors.newFixedThreadPool(64);
            Map<Integer, Integer> statuses = new TreeMap<>();
            try {
                Callable<Integer> sending = () -> rig.send(delivery).status();
                for (Future<Integer> status : senders.invokeAll(Collections.nCopies(64, sending))) {
                    statuses.merge(status.get(), 1, Integer::sum);
                }
            } finally {
                senders.shutdownNow();
            }

            assertThat(statuses).containsExactly(Map.entry(200, 1), Map.entry(409, 63));
            assertThat(rig.application().calls()).isEqualTo(1);
        });
    }
}
