package dev.strapiwebhooks.cli.delivery;

import dev.strapiwebhooks.spi.IncomingRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** A recorded delivery for the endpoint, which judges it as it would have judged the request. */
public final class RecordedRequest implements IncomingRequest {
    private final RecordedDelivery delivery;
    private final String remoteAddress;
    private final long contentLength;

    /**
     * A request from this machine, with its whole body.
     *
     * @param delivery as it came
     */
    public RecordedRequest(RecordedDelivery delivery) {
        this(delivery, "127.0.0.1", delivery.body().length);
    }

    /**
     * A request.
     *
     * @param delivery as it came
     * @param remoteAddress who sent it
     * @param contentLength what it declared; -1 for nothing
     */
    public RecordedRequest(RecordedDelivery delivery, String remoteAddress, long contentLength) {
        this.delivery = delivery;
        this.remoteAddress = remoteAddress;
        this.contentLength = contentLength;
    }

    @Override
    public List<String> values(String name) {
        return delivery.values(name);
    }

    @Override
    public String method() {
        return delivery.method();
    }

    @Override
    public long contentLength() {
        return contentLength;
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public InputStream openBody() {
        return new ByteArrayInputStream(delivery.body());
    }
}
