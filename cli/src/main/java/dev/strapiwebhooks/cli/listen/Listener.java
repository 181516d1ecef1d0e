package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.cli.explain.Explainer;
import dev.strapiwebhooks.cli.explain.SecretMask;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A receiver with its page. Thread-safe. */
public final class Listener implements AutoCloseable {
    private final ListenSettings settings;
    private final SecretMask mask;
    private final CauseReporter reports;
    private final DeliveryLog log;
    private final LiveFeed feed = new LiveFeed();
    private final @Nullable Forwarder forwarder;
    private final Receiver receiver;
    private final PageServer page;
    private final URI endpoint;
    private final URI pageAddress;

    private Listener(ListenSettings settings, Consumer<ObjectNode> reporter) {
        this.settings = settings;
        mask = SecretMask.of(settings.secrets());
        reports = new CauseReporter(
                new Explainer(settings.scheme(), settings.secrets(), settings.tolerance()),
                mask,
                settings.path(),
                reporter);
        log = DeliveryLog.open(settings.keep(), settings.most());
        forwarder = settings.forward() == null ? null : new Forwarder(settings.forward(), mask);
        receiver = new Receiver(settings, mask, log, this::received);
        endpoint = address(settings.host(), receiver.start(settings.host(), settings.port()), settings.path());
        page = new PageServer(settings, log, feed, reports, new PageAnswers(mask), info());
        pageAddress = address("127.0.0.1", page.start(settings.pagePort()), "/");
    }

    /**
     * Starts to listen.
     *
     * @param settings how
     * @param reporter is given what the page's table shows, for each delivery, with the cause of a refusal; and once more
     *     when the application has answered
     * @return the running listener
     */
    public static Listener start(ListenSettings settings, Consumer<ObjectNode> reporter) {
        return new Listener(settings, reporter);
    }

    /**
     * Where deliveries come in.
     *
     * @return the address for Strapi
     */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Where the page is.
     *
     * @return the address for a browser on this machine
     */
    public URI page() {
        return pageAddress;
    }

    private void received(LoggedDelivery delivery) {
        feed.tell(ShownDelivery.of(delivery, mask));
        reports.report(delivery);
        if (forwarder != null
                && "accepted".equals(delivery.summary().path("verdict").asString(""))) {
            forwarder.forward(delivery.delivery(), answer -> {
                log.forwarded(delivery.id(), answer);
                LoggedDelivery answered =
                        new LoggedDelivery(delivery.id(), delivery.summary(), delivery.delivery(), answer);
                feed.tell(ShownDelivery.of(answered, mask));
                reports.report(answered);
            });
        }
    }

    private ObjectNode info() {
        ObjectNode info = Json.object();
        info.put("endpoint", endpoint.toString());
        info.put("scheme", settings.scheme().shown());
        info.put("toleranceSeconds", settings.tolerance().toSeconds());
        info.put("maxBodyBytes", settings.maxBodySize());
        info.put("forward", forwarder == null ? null : forwarder.target().toString());
        info.put("version", version());
        info.put("store", settings.keep() == null ? "memory" : settings.keep().toString());
        return info;
    }

    private static String version() {
        String version = Listener.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }

    private static URI address(String host, int port, String path) {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port + path);
    }

    @Override
    public void close() {
        receiver.stop();
        reports.close();
        feed.close();
        page.stop();
        if (forwarder != null) {
            forwarder.close();
        }
        log.close();
    }
}
