package dev.strapiwebhooks.cli.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An HTTP request as text: an optional request line, headers, an empty line, and then the body's bytes as they are. */
final class HttpText {
    private HttpText() {}

    static RecordedDelivery read(byte[] content) {
        List<HeaderLine> headers = new ArrayList<>();
        String method = "POST";
        String path = "/";
        int at = 0;
        while (at < content.length) {
            int end = endOfLine(content, at);
            String line = new String(content, at, end - at, StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .strip();
            line = line.startsWith(">") ? line.substring(1).strip() : line; // as curl -v shows what it sends
            at = end + 1;
            if (line.isEmpty()) {
                break;
            }
            String[] request = line.split(" ", -1);
            if (headers.isEmpty() && request.length == 3 && request[2].startsWith("HTTP/")) {
                method = request[0];
                path = request[1];
            } else {
                headers.add(header(line));
            }
        }
        byte[] body = Arrays.copyOfRange(content, Math.min(at, content.length), content.length);
        return new RecordedDelivery(method, path, headers, body, null);
    }

    private static HeaderLine header(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || line.substring(0, colon).strip().indexOf(' ') >= 0) {
            throw new IllegalArgumentException("this is not a delivery: expected a delivery file, a curl command,"
                    + " or headers such as \"X-Webhook-Signature: …\", an empty line and the body");
        }
        return new HeaderLine(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private static int endOfLine(byte[] content, int from) {
        int at = from;
        while (at < content.length && content[at] != '\n') {
            at++;
        }
        return at;
    }
}
