package dev.strapiwebhooks.storm;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Writes down each deed when it begins, so that it is known also if the director fails, and when it is over. */
final class DeedJournal implements Closeable {
    private final Journal journal;
    private final AtomicLong serial = new AtomicLong();

    DeedJournal(Path path) throws IOException {
        journal = Journal.appending(path);
    }

    long begin(Trouble what, int receiver, long process, String detail) {
        long id = serial.incrementAndGet();
        journal.write("begin", id, what, receiver, process, System.currentTimeMillis(), detail);
        return id;
    }

    void over(long id) {
        journal.write("over", id, System.currentTimeMillis());
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
