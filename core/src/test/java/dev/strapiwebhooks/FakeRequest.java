package dev.strapiwebhooks;

import dev.strapiwebhooks.spi.IncomingRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A request whose every part can be set. */
public final class FakeRequest implements IncomingRequest {
    private final Map<String, String> headers = new LinkedHashMap<>();
    public final AtomicInteger opened = new AtomicInteger();
    public final List<String> asked = new ArrayList<>();
    public String method = "POST";
    public long declared;
    public InputStream body;
    public boolean headersFail;
    public boolean secure;

    public FakeRequest(byte[] body) {
        this.body = new ByteArrayInputStream(body);
        declared = body.length;
    }

    public FakeRequest with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeRequest without(String name) {
        headers.remove(name);
        return this;
    }

    public FakeRequest chunked() {
        declared = -1;
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public long contentLength() {
        return declared;
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public List<String> values(String name) {
        if (headersFail) {
            throw new IllegalStateException("broken server");
        }
        asked.add(name);
        String value = headers.get(name);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public InputStream openBody() {
        opened.incrementAndGet();
        return body;
    }
}
