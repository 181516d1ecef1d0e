package dev.strapiwebhooks.jdbc;

/**
 * What an application does with bodies on their way into the inbox's table and out of it, for example to encrypt them.
 * Names of events, content types, documents and locales stay readable in columns of their own, so that operators can work.
 *
 * <p>Implementations are thread-safe. One that throws refuses the delivery with 503 when it encodes, and fails the attempt
 * when it decodes. Who changes a key must still read what the old one has written.
 */
public interface BodyCodec {
    /** Leaves bodies as they are. */
    BodyCodec NONE = new BodyCodec() {
        @Override
        public byte[] encode(byte[] body) {
            return body;
        }

        @Override
        public byte[] decode(byte[] stored) {
            return stored;
        }
    };

    /**
     * Before a body is stored.
     *
     * @param body what was received; not to be changed
     * @return what is stored
     */
    byte[] encode(byte[] body);

    /**
     * Before a body is handled or shown.
     *
     * @param stored what {@link #encode} has returned once
     * @return what was received
     */
    byte[] decode(byte[] stored);
}
