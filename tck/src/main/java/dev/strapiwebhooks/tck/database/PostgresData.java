package dev.strapiwebhooks.tck.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Data directories of servers. They are made once and then copied, because making one takes longer than most tests. */
final class PostgresData {
    private static @Nullable Path made;

    private PostgresData() {}

    /** A new directory, as a server leaves it that has only been started and stopped. */
    static Path create() throws IOException {
        Path source = made();
        Path target = Files.createTempDirectory("postgres");
        for (Path file : filesIn(source)) {
            Path copy = target.resolve(source.relativize(file).toString());
            if (!file.equals(source)) {
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return target;
    }

    static void delete(Path directory) throws IOException {
        List<Path> files = filesIn(directory);
        for (Path file : files.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private static synchronized Path made() throws IOException {
        Path directory = made;
        if (directory == null) {
            directory = Files.createTempDirectory("postgres");
            EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .start()
                    .close();
            Path last = directory;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtTheEnd(last)));
            made = directory;
        }
        return directory;
    }

    private static void deleteAtTheEnd(Path directory) {
        try {
            delete(directory);
        } catch (IOException e) {
            System.err.println("left behind: " + e);
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        }
    }
}
