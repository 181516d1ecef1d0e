package dev.strapiwebhooks.fuzz;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.spi.IncomingRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A request made of any bytes: a request line, header lines and an empty line, then the body, so that kept inputs can be
 * read. A line {@code Sign} adds the headers of a genuine delivery; without it no input would get past the signature.
 */
final class FuzzedRequest implements IncomingRequest {
    static final WebhookSecret SECRET = WebhookSecret.of("fuzz-secret-0123456789abcdef");
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final String method;
    private final String target;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final byte[] body;

    FuzzedRequest(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        body = end < 0 ? new byte[0] : Arrays.copyOfRange(input, end + 2, input.length);
        String[] requestLine = lines[0].split(" ", 2);
        method = requestLine[0];
        target = requestLine.length < 2 ? "/" : requestLine[1];
        for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
            add(line);
        }
    }

    /** What judges these requests. */
    static WebhookVerifier verifier() {
        return WebhookVerifier.timestamped(SECRET)
                .clock(CLOCK)
                .replayGuard(new ForgetfulGuard())
                .build();
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        if (line.equals("Sign")) {
            headers.addAll(WebhookSigner.timestamped(SECRET).sign(body, NOW).entrySet());
        } else if (colon > 0) {
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
    }

    String target() {
        return target;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    @Override
    public List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public long contentLength() {
        return values("Declared").isEmpty() ? -1 : body.length;
    }

    @Override
    public String remoteAddress() {
        return values("Remote-Address").stream().findFirst().orElse("127.0.0.1");
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public InputStream openBody() {
        return new ByteArrayInputStream(body);
    }
}
