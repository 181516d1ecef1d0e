package dev.strapiwebhooks.storm;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.jdbc.DurableInbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A receiver in a process of its own. Arguments: JDBC URL, journal, number of the receiver, and by how many milliseconds
 * its clock is wrong. It prints its port, obeys what comes in, and ends when nothing can come any more.
 */
final class StormReceiver {
    private static final int LET_IN = 200;

    private StormReceiver() {}

    public static void main(String[] args) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMillis(Long.parseLong(args[3])));
        HikariDataSource pool = applicationsPool(args[0]);
        StormHandler handler = new StormHandler(pool, Journal.appending(Path.of(args[1])), Integer.parseInt(args[2]));
        DurableInbox inbox = StormSettings.inbox(pool, clock, handler).build().start();
        WebhookVerifier verifier = WebhookVerifier.timestamped(WebhookSecret.of(StormSettings.SECRET))
                .tolerance(StormSettings.TOLERANCE)
                .clock(clock)
                .replayCheckedByCaller()
                .build();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(verifier)
                .inbox(inbox)
                .maxConcurrentBodies(LET_IN) // all senders have one address; a 503 is to be the inbox' own
                .build();
        System.out.println("port " + ReceiverServer.serve(endpoint));
        obey(handler);
    }

    /** As an application has it that never thought about it: the pool's and the driver's defaults, and no spare. */
    private static HikariDataSource applicationsPool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(StormSettings.WORKERS);
        config.setInitializationFailTimeout(-1); // the database may be away just now
        return new HikariDataSource(config);
    }

    private static void obey(StormHandler handler) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            Duration time = Duration.ofMillis(Long.parseLong(line.substring(line.indexOf(' ') + 1)));
            if (line.startsWith(StormFleet.HOLD)) {
                handler.holdConnectionsFor(time);
            } else {
                handler.beSlowFor(time);
            }
        }
        Runtime.getRuntime().halt(0); // whoever started it is gone
    }
}
