package dev.strapiwebhooks.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The load generator, https://github.com/wg/wrk, bound to the second core. */
final class Wrk {
    private final Path script;

    private Wrk(Path script) {
        this.script = script;
    }

    static Wrk in(Path folder) throws IOException {
        Path script = folder.resolve("deliver.lua");
        try (InputStream in = Objects.requireNonNull(Wrk.class.getResourceAsStream("deliver.lua"))) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Wrk(script);
    }

    Load load(URI target, Path ammunition, int connections, int seconds) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "taskset",
                        "-c",
                        "1",
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "-s",
                        script.toString(),
                        target.toString(),
                        "--",
                        ammunition.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IOException("wrk failed; it is a package of Debian and Homebrew:\n" + output);
        }
        return Load.parse(output);
    }
}
