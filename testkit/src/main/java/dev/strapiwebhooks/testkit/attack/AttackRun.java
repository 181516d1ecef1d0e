package dev.strapiwebhooks.testkit.attack;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Attacks a receiver of one's own that is running, and says what it withstood. Its application must accept the material's
 * event, of which it gets a few.
 */
public final class AttackRun {
    private final Exchange exchange;
    private final AttackMaterial material;

    private AttackRun(Exchange exchange, AttackMaterial material) {
        this.exchange = exchange;
        this.material = material;
    }

    /** Sends one request and waits for its answer. */
    @FunctionalInterface
    public interface Exchange {
        /**
         * Sends.
         *
         * @param delivery what
         * @return the status of the answer; 0 when the connection was closed without one
         * @throws IOException when the receiver cannot be reached
         */
        int send(SignedDelivery delivery) throws IOException;
    }

    /**
     * What was tried and how it was answered.
     *
     * @param name short
     * @param description what was tried
     * @param status the answer that counts; 0 when the connection was closed without one
     * @param passed whether a safe receiver answers so
     */
    public record Row(String name, String description, int status, boolean passed) {}

    /**
     * Attacks a receiver of the timestamped scheme on this machine.
     *
     * @param target a plain HTTP URL on this machine
     * @param secret the secret that the receiver verifies with
     * @return a run, not begun
     * @throws IllegalArgumentException when the URL is not {@code http://} or leads to another machine
     */
    public static AttackRun to(URI target, WebhookSecret secret) {
        return to(target, AttackMaterial.timestamped(secret), List.of());
    }

    /**
     * Attacks a receiver on this machine.
     *
     * @param target a plain HTTP URL on this machine
     * @param material what the attacks are made of
     * @param headers what every request carries, attacks too: a bearer token, for example
     * @return a run, not begun
     * @throws IllegalArgumentException when the URL is not {@code http://} or leads to another machine
     */
    public static AttackRun to(URI target, AttackMaterial material, List<Header> headers) {
        if (!"http".equals(target.getScheme()) || target.getPort() < 0 || !isThisMachine(target.getHost())) {
            throw new IllegalArgumentException(
                    "the URL must be like http://127.0.0.1:8080/webhooks/strapi, on this machine, not " + target);
        }
        return with(bare -> RawHttp.send(target, withAll(headers, bare)).status(), material);
    }

    /**
     * Attacks a receiver in a way of one's own.
     *
     * @param exchange sends to the receiver
     * @param material what the attacks are made of
     * @return a run, not begun
     */
    public static AttackRun with(Exchange exchange, AttackMaterial material) {
        return new AttackRun(exchange, material);
    }

    /**
     * Tries everything: a genuine delivery, and every {@link Attack} that is possible in this scheme.
     *
     * @return in a fixed order, the genuine delivery first: a receiver that rejects everything is not safe but broken
     * @throws IOException when the receiver cannot be reached
     */
    public List<Row> run() throws IOException {
        List<Row> rows = new ArrayList<>();
        run(List.of(Attack.values()), rows::add);
        return rows;
    }

    /**
     * Tries a genuine delivery and then some attacks.
     *
     * @param attacks those; what is not possible in this scheme is left out
     * @param watcher is told of each as soon as it is answered, and of the genuine delivery first
     * @throws IOException when the receiver cannot be reached
     */
    public void run(Collection<Attack> attacks, Consumer<Row> watcher) throws IOException {
        int genuine = exchange.send(material.genuine());
        watcher.accept(new Row("genuine", "a genuine delivery is accepted", genuine, Attack.isAccepted(genuine)));
        for (Attack attack : attacks) {
            if (attack.isPossible(material)) {
                watcher.accept(run(attack));
            }
        }
    }

    private Row run(Attack attack) throws IOException {
        List<SignedDelivery> deliveries = attack.forge(material);
        int last = deliveries.size() - 1;
        for (SignedDelivery genuine : deliveries.subList(0, last)) {
            int status = exchange.send(genuine);
            if (!Attack.isAccepted(status)) {
                return new Row(attack.shown(), attack.description(), status, false);
            }
        }
        int status = exchange.send(deliveries.get(last));
        return new Row(attack.shown(), attack.description(), status, attack.isWithstood(status));
    }

    private static SignedDelivery withAll(List<Header> headers, SignedDelivery bare) {
        SignedDelivery delivery = bare;
        for (Header header : headers) {
            delivery = delivery.with(header.name(), header.value());
        }
        return delivery;
    }

    private static boolean isThisMachine(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
