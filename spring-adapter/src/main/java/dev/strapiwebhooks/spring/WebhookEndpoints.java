package dev.strapiwebhooks.spring;

import dev.strapiwebhooks.WebhookEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;

/**
 * The endpoints of an application, each with its paths and keys. The key of one opens no path of another.
 *
 * <p>Immutable and thread-safe.
 */
public final class WebhookEndpoints {
    private final List<Guarded> all;

    private WebhookEndpoints(List<Guarded> all) {
        this.all = all;
    }

    /**
     * An endpoint with its paths.
     *
     * @param endpoint judges requests
     * @param paths where every request must be a verified webhook
     */
    private record Guarded(WebhookEndpoint endpoint, WebhookPaths paths) {}

    /**
     * No endpoint yet; {@link #and} adds.
     *
     * @return the endpoints
     */
    public static WebhookEndpoints none() {
        return new WebhookEndpoints(List.of());
    }

    /**
     * One endpoint.
     *
     * @param endpoint judges requests
     * @param paths where every request must be a verified webhook
     * @return the endpoints
     */
    public static WebhookEndpoints of(WebhookEndpoint endpoint, WebhookPaths paths) {
        return new WebhookEndpoints(List.of(new Guarded(endpoint, paths)));
    }

    /**
     * The bean of this type, or else the one bean of type {@link WebhookEndpoint} with the {@link WebhookPaths}.
     *
     * @param beans the application's
     * @return the endpoints
     */
    public static WebhookEndpoints of(BeanFactory beans) {
        WebhookEndpoints own = beans.getBeanProvider(WebhookEndpoints.class).getIfAvailable();
        return own != null ? own : of(beans.getBean(WebhookEndpoint.class), beans.getBean(WebhookPaths.class));
    }

    /**
     * These and one more.
     *
     * @param endpoint judges requests
     * @param paths where every request must be a verified webhook
     * @return all of them
     * @throws IllegalArgumentException when another has the same name, or a path that is one of these
     */
    public WebhookEndpoints and(WebhookEndpoint endpoint, WebhookPaths paths) {
        for (Guarded other : all) {
            if (other.endpoint().name().equals(endpoint.name())) {
                throw new IllegalArgumentException("two endpoints are called " + endpoint.name()
                        + "; the name tells them apart in replay keys, logs and metrics");
            }
            if (paths.meet(other.paths())) {
                throw new IllegalArgumentException(
                        "the endpoints " + other.endpoint().name() + " and "
                                + endpoint.name() + " have a path in common, of " + other.paths() + " and " + paths
                                + "; give each paths of its own");
            }
        }
        List<Guarded> more = new ArrayList<>(all);
        more.add(new Guarded(endpoint, paths));
        return new WebhookEndpoints(List.copyOf(more));
    }

    /**
     * The endpoints of a path, of which there is one, unless different readings of an odd spelling lead to different ones;
     * then each must have verified the request.
     *
     * @param matches tells whether the request is on one of some paths
     * @return those whose paths match
     */
    public List<WebhookEndpoint> on(Predicate<WebhookPaths> matches) {
        return all.stream()
                .filter(each -> matches.test(each.paths()))
                .map(Guarded::endpoint)
                .toList();
    }

    /**
     * The endpoints that must have verified a request before its handler is called.
     *
     * @param matches tells whether the request is on one of some paths
     * @param handlers which handlers are guarded wherever they are
     * @param handler what a mapping found
     * @return those of the path, and that of the handler's mark; empty for a request that is no webhook
     */
    public List<WebhookEndpoint> guarding(Predicate<WebhookPaths> matches, GuardedHandlers handlers, Object handler) {
        List<WebhookEndpoint> ofPath = on(matches);
        String named = handlers.endpointOf(handler);
        boolean isNeeded = !named.isEmpty() || (ofPath.isEmpty() && handlers.contains(handler));
        return isNeeded
                ? Stream.concat(ofPath.stream(), Stream.of(named(named)))
                        .distinct()
                        .toList()
                : ofPath;
    }

    /**
     * The endpoint that a mark names.
     *
     * @param name its name; empty for the only one
     * @return the endpoint
     * @throws StrapiWebhookConfigurationException when there is none of this name, or several and none is named
     */
    public WebhookEndpoint named(String name) {
        if (name.isEmpty() && all.size() == 1) {
            return all.get(0).endpoint();
        }
        return all.stream()
                .map(Guarded::endpoint)
                .filter(endpoint -> endpoint.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StrapiWebhookConfigurationException(
                        name.isEmpty()
                                ? "there are several endpoints, " + names()
                                        + "; say which verifies it, as in @StrapiWebhook(\"…\")"
                                : "there is no endpoint " + name + ", only " + names()));
    }

    /**
     * All of them.
     *
     * @return the endpoints, in the order in which they were added
     */
    public List<WebhookEndpoint> all() {
        return all.stream().map(Guarded::endpoint).toList();
    }

    /**
     * Whether deliveries are stored in an inbox, so that no handler is called with a request.
     *
     * @return true when any endpoint has an inbox
     */
    public boolean storeDeliveries() {
        return all.stream().anyMatch(each -> each.endpoint().storesDeliveries());
    }

    private String names() {
        return all().stream().map(WebhookEndpoint::name).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return names();
    }
}
