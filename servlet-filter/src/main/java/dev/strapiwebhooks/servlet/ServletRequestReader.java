package dev.strapiwebhooks.servlet;

import dev.strapiwebhooks.spi.IncomingRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Shows a servlet request to the endpoint. */
final class ServletRequestReader implements IncomingRequest {
    private final HttpServletRequest request;

    ServletRequestReader(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public long contentLength() {
        return request.getContentLengthLong();
    }

    @Override
    public String remoteAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public List<String> values(String name) {
        Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    @Override
    public InputStream openBody() throws IOException {
        try {
            return request.getInputStream();
        } catch (IllegalStateException e) {
            return InputStream.nullInputStream(); // getReader() was called before us: the body is gone
        }
    }
}
