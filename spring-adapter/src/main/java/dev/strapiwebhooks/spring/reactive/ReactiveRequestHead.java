package dev.strapiwebhooks.spring.reactive;

import dev.strapiwebhooks.spi.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Shows a WebFlux request to the endpoint. */
final class ReactiveRequestHead implements RequestHead {
    private final ServerHttpRequest request;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ReactiveRequestHead(ServerHttpRequest request) {
        this.request = request;
        // Copied by the one method that is the same in Spring 6 and 7.
        request.getHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
    }

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public long contentLength() {
        return request.getHeaders().getContentLength();
    }

    @Override
    public String remoteAddress() {
        var remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }

    @Override
    public boolean isSecure() {
        return request.getSslInfo() != null;
    }

    @Override
    public List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
