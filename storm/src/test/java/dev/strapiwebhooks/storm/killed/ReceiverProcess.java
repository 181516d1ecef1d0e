package dev.strapiwebhooks.storm.killed;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import dev.strapiwebhooks.jdbc.JdbcSchema;
import dev.strapiwebhooks.storm.ReceiverServer;
import java.nio.file.Path;
import java.time.Duration;

/** A receiver in a process of its own, made to be killed. Arguments: JDBC URL, or the path of an H2 file, and a journal. */
final class ReceiverProcess {
    static final String SECRET = "lab-webhook-secret-0123456789abcdef";
    static final int WORKERS = 4;

    private ReceiverProcess() {}

    public static void main(String[] args) throws Exception {
        HikariDataSource database = args[0].startsWith("jdbc:")
                ? JdbcDataSources.connect(args[0], null, null)
                : JdbcDataSources.h2(Path.of(args[0]));
        JdbcSchema.apply(database);
        HandlerJournal journal = HandlerJournal.appending(Path.of(args[1]));
        DurableInbox inbox = DurableInbox.builder(database)
                .handler(journal)
                .workers(WORKERS)
                .orderingDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .lease(Duration.ofSeconds(3))
                .build()
                .start();
        WebhookVerifier verifier = WebhookVerifier.timestamped(WebhookSecret.of(SECRET))
                .replayCheckedByCaller()
                .build();
        WebhookEndpoint endpoint =
                WebhookEndpoint.builder(verifier).inbox(inbox).build();
        System.out.println("port " + ReceiverServer.serve(endpoint));
    }
}
