package dev.strapiwebhooks.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads what a receiver answers, which need not be well-meant: it has an end in bytes and in time. */
public final class AnswerBody {
    private AnswerBody() {}

    /**
     * Reads and closes a stream.
     *
     * @param stream the answer's body
     * @param most bytes that are read; the rest is dropped
     * @param time how long it may take
     * @return what was read
     * @throws IOException when it fails, or takes longer
     */
    public static byte[] read(InputStream stream, int most, Duration time) throws IOException {
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> close(stream), CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
        try (stream) {
            return stream.readNBytes(most);
        } catch (IOException e) {
            throw end.isDone() ? new IOException("the answer did not end within " + time.toSeconds() + " s", e) : e;
        } finally {
            boolean unused = end.cancel(false);
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // whoever reads it is told
        }
    }
}
