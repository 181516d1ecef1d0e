package dev.strapiwebhooks.testkit.client;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.event.EntryAction;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.event.EventReader.MalformedEventException;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import dev.strapiwebhooks.testkit.Header;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.TestClock;
import dev.strapiwebhooks.testkit.attack.AttackMaterial;
import dev.strapiwebhooks.testkit.attack.AttackResults;
import dev.strapiwebhooks.testkit.attack.AttackRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Strapi of a test: sends deliveries to a running receiver over HTTP, with the body that Strapi 5 or 4 would send, signed
 * now.
 *
 * <pre>{@code
 * StrapiDeliveries strapi = StrapiDeliveries.to(URI.create("http://127.0.0.1:" + port + "/webhooks/strapi"), secret);
 *
 * strapi.publish(SampleEntry.of("api::article.article", Map.of("title", "Zoë"))).expectHandled();
 * strapi.attackEverything().expectRejected();
 * }</pre>
 *
 * <p>Immutable; the methods that change something return copies. For one thread at a time where the endpoint is watched.
 */
public final class StrapiDeliveries {
    private final Sender sender;
    private final @Nullable WebhookSecret secret;
    private final boolean strapi4;

    private StrapiDeliveries(Sender sender, @Nullable WebhookSecret secret, boolean strapi4) {
        this.sender = sender;
        this.secret = secret;
        this.strapi4 = strapi4;
    }

    /**
     * A Strapi 5 with the timestamped scheme, and with the clock of this machine.
     *
     * @param endpoint a plain HTTP URL
     * @param secret the secret that the endpoint verifies with
     * @return the client
     */
    public static StrapiDeliveries to(URI endpoint, WebhookSecret secret) {
        return to(() -> endpoint, secret, Clock.systemUTC());
    }

    /**
     * A Strapi 5 with the timestamped scheme.
     *
     * @param endpoint a plain HTTP URL, asked for at each delivery
     * @param secret the secret that the endpoint verifies with
     * @param clock Strapi's clock; the {@link TestClock} that the endpoint has, too, where a test moves the time
     * @return the client
     */
    public static StrapiDeliveries to(Supplier<URI> endpoint, WebhookSecret secret, Clock clock) {
        return new StrapiDeliveries(sender(endpoint, WebhookSigner.timestamped(secret), clock), secret, false);
    }

    /**
     * A Strapi 5 with any scheme. It cannot attack, because the attacks are forgeries of the timestamped scheme.
     *
     * @param endpoint a plain HTTP URL, asked for at each delivery
     * @param signer signs
     * @param clock Strapi's clock
     * @return the client
     */
    public static StrapiDeliveries to(Supplier<URI> endpoint, WebhookSigner signer, Clock clock) {
        return new StrapiDeliveries(sender(endpoint, signer, clock), null, false);
    }

    /**
     * The same with the bodies of Strapi 4.
     *
     * @return a changed copy
     */
    public StrapiDeliveries strapi4() {
        return new StrapiDeliveries(sender, secret, true);
    }

    /**
     * The same with one more header in every delivery, as it is set in Strapi's {@code defaultHeaders} or on the webhook.
     *
     * @param name for example {@code Authorization}
     * @param value its value
     * @return a changed copy
     */
    public StrapiDeliveries withHeader(String name, String value) {
        return new StrapiDeliveries(sender.withHeader(new Header(name, value)), secret, strapi4);
    }

    /**
     * The same with a look inside the endpoint, so that handled and ignored are two, and failures have a cause.
     *
     * @param watch a listener of that endpoint
     * @return a changed copy
     */
    public StrapiDeliveries watching(EndpointWatch watch) {
        return new StrapiDeliveries(sender.watching(watch), secret, strapi4);
    }

    /**
     * The same for another path of that server.
     *
     * @param path from the server's root, such as {@code /hooks/blog}
     * @return a changed copy
     */
    public StrapiDeliveries at(String path) {
        Supplier<URI> target = sender.target();
        return new StrapiDeliveries(sender.to(() -> target.get().resolve(path)), secret, strapi4);
    }

    /**
     * The clock of the test, which moves the time of endpoint and Strapi together.
     *
     * @return the clock
     * @throws IllegalStateException when this has another one
     */
    public TestClock clock() {
        if (sender.clock() instanceof TestClock clock) {
            return clock;
        }
        throw new IllegalStateException("only a TestClock can be moved; give the same one to the endpoint and to this");
    }

    /**
     * An entry was created, as a draft where it can be one.
     *
     * @param entry the entry
     * @return what became of the delivery
     */
    public DeliveryResult create(SampleEntry entry) {
        return send(EntryAction.CREATE, entry);
    }

    /**
     * An entry was changed.
     *
     * @param entry the entry
     * @return what became of the delivery
     */
    public DeliveryResult update(SampleEntry entry) {
        return send(EntryAction.UPDATE, entry);
    }

    /**
     * An entry was published.
     *
     * @param entry the entry
     * @return what became of the delivery
     */
    public DeliveryResult publish(SampleEntry entry) {
        return send(EntryAction.PUBLISH, entry);
    }

    /**
     * An entry was unpublished. Strapi 5 sends a relation as {@code {"count": 1}} then.
     *
     * @param entry the entry
     * @return what became of the delivery
     */
    public DeliveryResult unpublish(SampleEntry entry) {
        return send(EntryAction.UNPUBLISH, entry);
    }

    /**
     * An entry was deleted. Strapi 5 sends no relations, media and components then.
     *
     * @param entry the entry
     * @return what became of the delivery
     */
    public DeliveryResult delete(SampleEntry entry) {
        return send(EntryAction.DELETE, entry);
    }

    /**
     * Something was done with an entry.
     *
     * @param action what
     * @param entry the entry
     * @return what became of the delivery
     */
    public DeliveryResult send(EntryAction action, SampleEntry entry) {
        Instant time = sender.nextTime();
        String json = new EntryBody(action, entry, time, strapi4).json();
        return sender.send(
                action.eventName() + " of " + entry + " by Strapi " + (strapi4 ? 4 : 5),
                action.eventName(),
                signed(action.eventName(), json, time));
    }

    /**
     * Somebody pressed "Trigger" in Strapi's admin panel.
     *
     * @return what became of the delivery
     */
    public DeliveryResult triggerTest() {
        Instant time = sender.nextTime();
        return sender.send("trigger-test", "trigger-test", signed("trigger-test", EntryBody.triggerTest(time), time));
    }

    /**
     * Any body, signed now.
     *
     * @param json the body, sent as it is
     * @return what became of the delivery
     */
    public DeliveryResult send(String json) {
        return send(sign(json));
    }

    /**
     * Any delivery as it is: forged, or signed earlier.
     *
     * @param delivery made by {@link #sign} and changed, for example
     * @return what became of it
     */
    public DeliveryResult send(SignedDelivery delivery) {
        Optional<String> event = eventOf(delivery.body());
        return sender.send(
                event.orElse("no event") + ", " + delivery.body().length + " bytes", event.orElse(null), delivery);
    }

    /**
     * A captured delivery of a real Strapi, signed anew.
     *
     * @param captured one of {@link CapturedDeliveries}
     * @return what became of it
     */
    public DeliveryResult send(CapturedDelivery captured) {
        SignedDelivery delivery = sender.sign(captured.delivery(), sender.nextTime());
        return sender.send(
                "captured " + captured.name() + " (" + captured.action() + ")",
                eventOf(captured.body()).orElse(null),
                delivery);
    }

    /**
     * Sends all captured deliveries of this Strapi's version, signed anew: 110 or more real bodies, with the content types
     * {@code article}, {@code category} and {@code homepage}, whose fields are those of the capture. Left out are
     * those that every endpoint refuses, because their header names another event than their body.
     *
     * @return what became of them
     */
    public DeliveryResults captured() {
        List<DeliveryResult> results = CapturedDeliveries.all().stream()
                .filter(CapturedDelivery::hasBody)
                .filter(captured -> captured.strapiVersion().startsWith(strapi4 ? "4." : "5."))
                .filter(captured -> eventOf(captured.body())
                        .filter(captured.delivery().header("X-Strapi-Event")::equals)
                        .isPresent())
                .map(this::send)
                .toList();
        return new DeliveryResults(results);
    }

    /**
     * Signs a body now, and sends nothing.
     *
     * @param json the body
     * @return the delivery, to be forged or kept for later
     */
    public SignedDelivery sign(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return signed(eventOf(body).orElse(""), json, sender.nextTime());
    }

    /**
     * Tries every attack on the endpoint, after a genuine {@code trigger-test}.
     *
     * @return how each was answered
     * @throws IllegalStateException when this signs by another scheme than the timestamped one
     * @throws IllegalArgumentException when the endpoint is on another machine
     */
    public AttackResults attackEverything() {
        if (secret == null) {
            throw new IllegalStateException(
                    "the attacks are forgeries of the timestamped scheme; make this with a secret");
        }
        URI target = sender.target().get();
        AttackMaterial material = AttackMaterial.timestamped(secret).clock(sender.clock());
        try {
            return new AttackResults(
                    target, AttackRun.to(target, material, sender.headers()).run());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + target, e);
        }
    }

    private SignedDelivery signed(String event, String json, Instant time) {
        SignedDelivery unsigned = SignedDelivery.unsigned(json.getBytes(StandardCharsets.UTF_8));
        return sender.sign(event.isEmpty() ? unsigned : unsigned.with("X-Strapi-Event", event), time);
    }

    private static Optional<String> eventOf(byte[] body) {
        try {
            return Optional.of(EventReader.create().read(body).name());
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    private static Sender sender(Supplier<URI> endpoint, WebhookSigner signer, Clock clock) {
        return new Sender(endpoint, signer, clock, new AtomicLong(), List.of(), null);
    }
}
