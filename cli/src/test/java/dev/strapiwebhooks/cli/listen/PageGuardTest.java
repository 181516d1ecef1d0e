package dev.strapiwebhooks.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.RawConnection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other web sites in the same browser must not read what the page reads. */
class PageGuardTest {
    private final Listening listening = Listening.inMemory();

    @AfterEach
    void close() {
        listening.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/inspector.js", "/api/info", "/api/deliveries", "/api/stream", "/nothing"})
    void namesThatResolveToThisMachineAreRefused(String path) throws Exception {
        for (String host :
                List.of("evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:PORT", "")) {
            assertThat(status(path, host)).as(host).isEqualTo(host.isEmpty() ? 400 : 403);
        }
    }

    @Test
    void thisMachineIsNotRefused() throws Exception {
        for (String host : List.of("127.0.0.1:PORT", "localhost:PORT")) {
            assertThat(status("/api/info", host)).as(host).isEqualTo(200);
        }
    }

    @Test
    void otherSitesAreRefused() throws Exception {
        String own = listening.page().toString().replaceAll("/$", "");

        assertThat(listening.get("/api/info", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(listening.get("/api/info", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(listening.get("/api/info", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(listening.get("/api/info", "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(listening
                        .get("/api/info", "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/inspector.js", "/inspector.css", "/api/info", "/nothing"})
    void everythingIsSentWithAStrictPolicy(String path) throws Exception {
        HttpResponse<String> response = listening.get(path);

        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
                        .doesNotContain("unsafe"));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(response.statusCode()).isEqualTo(path.equals("/nothing") ? 404 : 200);
    }

    private int status(String path, String host) throws Exception {
        String named = host.replace("PORT", Integer.toString(listening.page().getPort()));
        try (RawConnection connection = RawConnection.open(listening.page())) {
            connection.write(("GET " + path + " HTTP/1.1\r\nHost: " + named + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return connection.answer().status();
        }
    }
}
