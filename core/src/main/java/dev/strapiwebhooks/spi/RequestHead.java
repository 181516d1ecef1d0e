package dev.strapiwebhooks.spi;

/** A request before its body: what an adapter knows when the headers have arrived. */
public interface RequestHead extends WebhookHeaders {
    /**
     * The HTTP method.
     *
     * @return for example {@code POST}
     */
    String method();

    /**
     * The declared length of the body.
     *
     * @return bytes, or -1 when it was not declared
     */
    long contentLength();

    /**
     * The address at the other end of the connection.
     *
     * @return an IP address as text
     */
    String remoteAddress();

    /**
     * Whether the connection is encrypted, or the server resolved forwarded headers and says so.
     *
     * @return true for HTTPS
     */
    boolean isSecure();
}
