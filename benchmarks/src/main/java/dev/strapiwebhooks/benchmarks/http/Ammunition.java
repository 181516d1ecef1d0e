package dev.strapiwebhooks.benchmarks.http;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.benchmarks.Bodies;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prepared requests in a folder, for {@code deliver.lua}. No two genuine ones are the same: each batch has a body of its
 * own, and within a batch each has a millisecond of its own.
 */
final class Ammunition {
    private static final AtomicInteger BATCHES = new AtomicInteger(100_000);

    private Ammunition() {}

    /** What is sent. */
    enum Kind {
        /** Signed. */
        GENUINE,
        /** Signed, and as large as the endpoint takes. */
        GENUINE_LARGE,
        /** No signature at all: refused by its head. */
        UNSIGNED,
        /** A signature of the right form that does not fit: refused by its HMAC. */
        FORGED,
        /** Signed, and more than the endpoint takes. */
        TOO_LARGE;

        boolean isGenuine() {
            return this == GENUINE || this == GENUINE_LARGE;
        }

        boolean isLarge() {
            return this == GENUINE_LARGE || this == TOO_LARGE;
        }
    }

    static void write(Path folder, Kind kind, int bodySize, int count) throws IOException {
        int size = sizeOf(kind, bodySize);
        String json = new String(Bodies.ofSize(size), StandardCharsets.US_ASCII);
        byte[] body = json.replaceFirst("t4vz8x", Integer.toString(BATCHES.getAndIncrement()))
                .getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("body"), body);
        WebhookSigner signer = WebhookSigner.timestamped(WebhookSecret.of(Target.SECRET));
        Instant now = Instant.now();
        try (BufferedWriter heads = Files.newBufferedWriter(folder.resolve("heads"))) {
            for (int i = 0; i < count; i++) {
                heads.write(head(kind, signer.sign(body, now.minusMillis(i)), body.length));
                heads.write('\n');
            }
        }
    }

    private static int sizeOf(Kind kind, int usual) {
        return switch (kind) {
            case GENUINE, UNSIGNED, FORGED -> usual;
            case GENUINE_LARGE -> Target.MAX_BODY_SIZE;
            case TOO_LARGE -> Target.MAX_BODY_SIZE + usual;
        };
    }

    private static String head(Kind kind, Map<String, String> signed, int size) {
        StringBuilder head = new StringBuilder("X-Strapi-Event: entry.update|");
        if (kind != Kind.UNSIGNED) {
            signed.forEach((name, value) -> head.append(name)
                    .append(": ")
                    .append(
                            kind == Kind.FORGED
                                    ? value.replace("sha256=", "sha256=00").substring(0, value.length())
                                    : value)
                    .append('|'));
        }
        return head.append("Content-Length: ").append(size).append('|').toString();
    }
}
