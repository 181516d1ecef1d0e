package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.cli.send.Samples;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which sample. */
final class SampleOptions {
    @Option(names = "--event", paramLabel = "EVENT", description = "The sample's event. Default: ${DEFAULT-VALUE}.")
    private String event;

    @Option(names = "--strapi", paramLabel = "4|5", description = "Whose sample. Default: ${DEFAULT-VALUE}.")
    private int strapi = 5;

    @ArgGroup(exclusive = false)
    private @Nullable Own own;

    SampleOptions() {
        this("entry.publish");
    }

    SampleOptions(String event) {
        this.event = event;
    }

    /** Both or none. */
    static final class Own {
        @Option(
                names = "--model",
                required = true,
                paramLabel = "NAME",
                description = "The content type of an entry of your own.")
        private String model = "";

        @Option(
                names = "--entry",
                required = true,
                paramLabel = "FILE",
                description = "An entry of your own, a JSON object.")
        private String entry = "";
    }

    String event() {
        return event;
    }

    /** Makes the body for a createdAt. */
    Function<Instant, byte[]> body() {
        if (own == null) {
            return time -> Samples.captured(strapi, event, time);
        }
        String model = own.model;
        byte[] entry = Input.read(own.entry);
        return time -> Samples.of(event, model, entry, time);
    }
}
