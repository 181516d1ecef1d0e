package dev.strapiwebhooks.storm.killed;

import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A handler that writes down when it begins and when it ends, so that the lines survive the process. */
final class HandlerJournal implements InboxHandler {
    private final FileChannel file;
    private final long process = ProcessHandle.current().pid();

    private HandlerJournal(FileChannel file) {
        this.file = file;
    }

    static HandlerJournal appending(Path path) throws IOException {
        return new HandlerJournal(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @Override
    public void handle(StoredDelivery delivery) throws IOException {
        write("begin", delivery);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)); // work
        write("end", delivery);
    }

    private void write(String what, StoredDelivery delivery) throws IOException {
        var entry = delivery.received().event().json().path("entry");
        String line = String.join(
                " ",
                what,
                Long.toString(process),
                entry.path("documentId").asString(),
                entry.path("number").asString(),
                System.currentTimeMillis() + "\n");
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        int unused = file.write(bytes); // one write appends it as a whole
    }

    static List<Line> read(Path path) throws IOException {
        List<Line> lines = new ArrayList<>();
        if (Files.exists(path)) {
            for (String line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
                String[] parts = line.split(" ", -1);
                lines.add(new Line(
                        parts[0].equals("begin"),
                        Long.parseLong(parts[1]),
                        parts[2],
                        parts[3],
                        Long.parseLong(parts[4])));
            }
        }
        return lines;
    }

    /** What a handler wrote. */
    record Line(boolean isBegin, long process, String document, String number, long millis) {}
}
