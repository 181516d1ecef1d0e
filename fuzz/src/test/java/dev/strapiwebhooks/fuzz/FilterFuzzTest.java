package dev.strapiwebhooks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("any request to Jetty with the filter: a clear answer, and what the servlet reads is what was signed")
class FilterFuzzTest {
    @FuzzTest(maxDuration = "10m")
    @DictionaryEntries({
        "POST /webhooks/strapi?event=a&event=b",
        "Content-Type: application/json",
        "Content-Type: text/plain, application/json",
        "content-type: application/x-www-form-urlencoded",
        "Transfer-Encoding: chunked",
        "Expect: 100-continue",
        "application/json;charset=\"UTF-8\"",
        "Sign",
        "{\"event\":\"trigger-test\"}"
    })
    void filter(byte[] input) throws Exception {
        FuzzedRequest request = new FuzzedRequest(input);

        FuzzedServer.Exchange exchange = FuzzedServer.send(bytes(request));

        if (exchange.problem() != null) {
            throw new AssertionError(
                    "the servlet saw something else than was signed\n"
                            + new String(bytes(request), StandardCharsets.ISO_8859_1),
                    exchange.problem());
        }
        if (exchange.handled()) {
            assertThat(exchange.status()).isEqualTo(200);
        } else {
            assertThat(Oracle.isGenuine(request) && isPlain(request))
                    .as("genuine, but not handled")
                    .isFalse();
            assertThat(exchange.status()).matches(FilterFuzzTest::isClear, "an answer to bad input");
        }
    }

    /** Nothing but what Strapi sends. */
    private static boolean isPlain(FuzzedRequest request) {
        return request.method().equals("POST")
                && request.target().equals("/webhooks/strapi")
                && request.headers().size() == 3
                && request.values("Content-Type").equals(List.of("application/json"))
                && new String(request.body(), StandardCharsets.ISO_8859_1).equals("{\"event\":\"trigger-test\"}");
    }

    /** 501 and 505 are Jetty's own, for a transfer coding or a version of HTTP that it does not know. */
    private static boolean isClear(int status) {
        return status == 0 || (status >= 400 && status <= 499) || status == 501 || status == 505;
    }

    private static byte[] bytes(FuzzedRequest request) {
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (Map.Entry<String, String> header : request.headers()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        head.append("Content-Length: ").append(request.body().length).append("\r\nConnection: close\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(request.body());
        return bytes.toByteArray();
    }
}
