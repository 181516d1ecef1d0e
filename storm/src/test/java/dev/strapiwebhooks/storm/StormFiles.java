package dev.strapiwebhooks.storm;

import java.nio.file.Path;

/** Where the journals are. */
final class StormFiles {
    private StormFiles() {}

    /** What handlers wrote. */
    static Path calls(Path directory) {
        return directory.resolve("calls.journal");
    }

    /** What senders wrote. */
    static Path answers(Path directory) {
        return directory.resolve("answers.journal");
    }

    /** What the director wrote. */
    static Path deeds(Path directory) {
        return directory.resolve("deeds.journal");
    }
}
