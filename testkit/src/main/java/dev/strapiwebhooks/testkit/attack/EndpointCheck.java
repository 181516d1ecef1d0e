package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Attacks a receiver of one's own that is running on this machine, and says what it withstood. It must be a receiver of the
 * timestamped scheme, and its application must accept a {@code trigger-test}, of which it gets one.
 *
 * <p>As a command: {@code STRAPI_WEBHOOK_SECRET} in the environment, the URL as argument; the exit status is 0 when
 * everything passed, 1 when something did not, 2 when nothing could be tried.
 */
public final class EndpointCheck {
    private final URI target;
    private final WebhookSecret secret;
    private final Clock clock;
    private final List<Header> headers;

    /**
     * A check of one receiver.
     *
     * @param target a plain HTTP URL on this machine
     * @param secret the secret that the receiver verifies with
     * @throws IllegalArgumentException when the URL is not {@code http://} or leads to another machine
     */
    public EndpointCheck(URI target, WebhookSecret secret) {
        this(target, secret, Clock.systemUTC(), List.of());
    }

    /**
     * A check of one receiver that has a clock of its own, or wants more than a signature.
     *
     * @param target a plain HTTP URL on this machine
     * @param secret the secret that the receiver verifies with
     * @param clock the receiver's clock
     * @param headers what every request carries, attacks too: a bearer token, for example
     * @throws IllegalArgumentException when the URL is not {@code http://} or leads to another machine
     */
    public EndpointCheck(URI target, WebhookSecret secret, Clock clock, List<Header> headers) {
        this.target = target;
        this.secret = secret;
        this.clock = clock;
        this.headers = List.copyOf(headers);
        if (!"http".equals(target.getScheme()) || target.getPort() < 0 || !isThisMachine(target.getHost())) {
            throw new IllegalArgumentException(
                    "the URL must be like http://127.0.0.1:8080/webhooks/strapi, on this machine, not " + target);
        }
    }

    /**
     * What was tried and how it was answered.
     *
     * @param name short
     * @param description what was tried
     * @param status the answer; 0 when the connection was closed without one
     * @param passed whether a safe receiver answers so
     */
    public record Row(String name, String description, int status, boolean passed) {}

    /**
     * Tries everything: a genuine delivery, its replay, and every {@link Attack}.
     *
     * @return in a fixed order
     * @throws IOException when the receiver cannot be reached
     */
    public List<Row> run() throws IOException {
        List<Row> rows = new ArrayList<>();
        SignedDelivery genuine = Attack.genuine(secret, clock.instant());
        int accepted = send(genuine);
        rows.add(new Row("genuine", "a genuine delivery is accepted", accepted, Attack.isAccepted(accepted)));
        int replayed = send(genuine);
        rows.add(new Row("replay", "the same delivery once more", replayed, Attack.isRefused(replayed)));
        for (Attack attack : Attack.all()) {
            int status = send(attack.forgery().forge(secret, clock.instant()));
            rows.add(new Row(attack.name(), attack.description(), status, Attack.isRefused(status)));
        }
        return rows;
    }

    /**
     * The command.
     *
     * @param args the URL
     */
    public static void main(String[] args) {
        System.exit(check(args, System.getenv("STRAPI_WEBHOOK_SECRET"), System.out));
    }

    static int check(String[] args, String secret, PrintStream out) {
        try {
            if (args.length != 1) {
                throw new IllegalArgumentException("give one argument, the receiver's URL");
            }
            List<Row> rows = new EndpointCheck(URI.create(args[0]), WebhookSecret.of(secret)).run();
            rows.forEach(row -> out.printf(
                    "%-6s %-16s %-45s %d%n",
                    row.passed() ? "passed" : "FAILED", row.name(), row.description(), row.status()));
            long failed = rows.stream().filter(row -> !row.passed()).count();
            out.printf("%d of %d passed%n", rows.size() - failed, rows.size());
            return failed == 0 ? 0 : 1;
        } catch (IllegalArgumentException | IOException e) {
            out.println("Nothing was checked: " + e.getMessage());
            return 2;
        }
    }

    private int send(SignedDelivery bare) throws IOException {
        SignedDelivery delivery = bare;
        for (Header header : headers) {
            delivery = delivery.with(header.name(), header.value());
        }
        return RawHttp.send(target, delivery).status();
    }

    private static boolean isThisMachine(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
