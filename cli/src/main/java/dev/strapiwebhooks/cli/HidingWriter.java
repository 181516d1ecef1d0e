package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.explain.SecretMask;
import java.io.IOException;
import java.io.Writer;

/** Holds back what is printed until it is flushed, which every line is, and hides secrets in it. */
final class HidingWriter extends Writer {
    private final Writer out;
    private final SecretMask mask;
    private final StringBuilder held = new StringBuilder();

    HidingWriter(Writer out, SecretMask mask) {
        this.out = out;
        this.mask = mask;
    }

    @Override
    public void write(char[] text, int from, int length) {
        synchronized (lock) {
            held.append(text, from, length);
        }
    }

    @Override
    public void flush() throws IOException {
        synchronized (lock) {
            out.write(mask.hide(held.toString()));
            held.setLength(0);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
