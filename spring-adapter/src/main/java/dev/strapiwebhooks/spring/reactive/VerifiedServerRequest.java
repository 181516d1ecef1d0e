package dev.strapiwebhooks.spring.reactive;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** A request with its verified body, to be read again, and the one content type that was accepted. */
final class VerifiedServerRequest extends ServerHttpRequestDecorator {
    private final byte[] body;
    private final DataBufferFactory buffers;
    private final HttpHeaders headers = new HttpHeaders();

    VerifiedServerRequest(ServerHttpRequest request, byte[] body, DataBufferFactory buffers) {
        super(request);
        this.body = body;
        this.buffers = buffers;
        request.getHeaders().forEach(headers::addAll);
        headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> Flux.just(buffers.wrap(body)));
    }
}
