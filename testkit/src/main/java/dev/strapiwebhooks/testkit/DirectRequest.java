package dev.strapiwebhooks.testkit;

import dev.strapiwebhooks.spi.IncomingRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** A delivery that no server has received. */
record DirectRequest(SignedDelivery delivery) implements IncomingRequest {
    @Override
    public String method() {
        return delivery.method();
    }

    @Override
    public long contentLength() {
        return delivery.body().length;
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public List<String> values(String name) {
        return delivery.values(name);
    }

    @Override
    public InputStream openBody() {
        return new ByteArrayInputStream(delivery.body());
    }
}
