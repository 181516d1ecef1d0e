package dev.strapiwebhooks.storm;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of words, appended by several threads and processes, that survive whoever wrote them. */
final class Journal implements Closeable {
    private final FileChannel file;

    private Journal(FileChannel file) {
        this.file = file;
    }

    static Journal appending(Path path) throws IOException {
        return new Journal(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    void write(Object... words) {
        String line = Stream.of(words).map(String::valueOf).collect(Collectors.joining(" ", "", "\n"));
        try {
            // One write appends it as a whole.
            int unused = file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<List<String>> read(Path path) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        if (Files.exists(path)) {
            for (String line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
                lines.add(List.of(line.split(" ", -1)));
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
