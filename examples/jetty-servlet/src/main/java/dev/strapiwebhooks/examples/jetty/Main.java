package dev.strapiwebhooks.examples.jetty;

import dev.strapiwebhooks.WebhookSecret;
import java.io.PrintStream;
import java.util.Map;

/** Starts the receiver: {@code PORT} (8080) and {@code STRAPI_WEBHOOK_SECRET} come from the environment. */
public final class Main {
    private static final String VARIABLE = "STRAPI_WEBHOOK_SECRET";

    private Main() {}

    /**
     * Runs until it is interrupted.
     *
     * @param args none
     * @throws Exception when the server cannot start
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> env = System.getenv();
        boolean given = !env.getOrDefault(VARIABLE, "").isEmpty();
        String ownText = WebhookSecret.randomText();
        Receiver receiver;
        try {
            WebhookSecret secret = given ? WebhookSecret.fromEnv(VARIABLE) : WebhookSecret.of(ownText);
            receiver = Receiver.start(port(env.getOrDefault("PORT", "")), secret, System.out);
        } catch (IllegalArgumentException | java.io.IOException e) {
            System.err.println("The receiver cannot start: " + e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(receiver::stop, "stop-receiver"));
        System.out.println("Receiving Strapi webhooks at " + receiver.uri() + "   (Ctrl-C ends it)");
        if (!given) {
            introduce(receiver, ownText, System.out);
        }
        receiver.join();
    }

    private static void introduce(Receiver receiver, String secret, PrintStream out) throws Exception {
        out.println("""

                STRAPI_WEBHOOK_SECRET is not set, so this run has a secret of its own. In your Strapi project:

                  1. copy examples/strapi-sender/src/webhook-signing.js to src/
                  2. in src/index.js:  register({ strapi }) {
                                         require('./webhook-signing').signWebhooks(strapi, { secret: process.env.STRAPI_WEBHOOK_SECRET });
                                       }
                  3. in .env:          STRAPI_WEBHOOK_SECRET=%s
                  4. in the admin panel, Settings > Webhooks: URL %s

                A delivery of a real Strapi 5, signed just now, and the same delivery with one letter changed:
                """.formatted(secret, receiver.uri()));
        Demonstration.run(receiver.uri(), WebhookSecret.of(secret));
        out.println("\nWaiting for yours.");
    }

    private static int port(String text) {
        try {
            int port = text.isEmpty() ? 8080 : Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("PORT must be a number from 0 to 65535, not \"" + text + "\"");
    }
}
