package dev.strapiwebhooks.spi;

import java.io.IOException;
import java.io.InputStream;

/** A request whose body can be read with blocking. */
public interface IncomingRequest extends RequestHead {
    /**
     * The raw body. Called at most once, and only when the head is acceptable.
     *
     * @return the stream, which the endpoint reads up to its limit and does not close
     * @throws IOException when the connection failed
     */
    InputStream openBody() throws IOException;
}
