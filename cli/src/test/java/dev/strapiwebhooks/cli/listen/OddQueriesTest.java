package dev.strapiwebhooks.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What no page would ask is a mistake of who asks, and not of the listener. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddQueriesTest {
    private final Listening listening = Listening.inMemory();

    @BeforeAll
    void receive() throws Exception {
        long unused = listening.logged(Listening.signed("{\"event\":\"trigger-test\"}"));
    }

    @AfterAll
    void close() {
        listening.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=99999999999",
                "limit=99999999999999999999999",
                "limit=2147483648",
                "limit=-1",
                "limit=0",
                "limit=",
                "limit",
                "limit=NaN",
                "limit=Infinity",
                "limit=1e3",
                "limit=1.5",
                "limit=0x10",
                "limit=%00",
                "limit=%",
                "limit=%ff",
                "limit=+5",
                "limit=%205",
                "limit=%D9%A1",
                "limit=1&limit=2",
                "before=99999999999999999999",
                "before=-1",
                "before=",
                "before=null",
                "before=1;2",
                "before=%F0%9F%98%80",
                "limit=501",
                "before=0x"
            })
    void oddNumbersAreRefused(String query) throws Exception {
        requireProblem("/api/deliveries?" + query, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999",
                "-1",
                "0",
                "NaN",
                "1e0",
                "1.0",
                "+1",
                "01x",
                "%00",
                "%31%00",
                "null",
                "2",
                "1;v=2",
                "%D9%A1",
                "%F0%9F%98%80",
                "1%20"
            })
    void oddNamesAreNotFound(String id) throws Exception {
        for (String view : new String[] {"", "/explanation", "/export"}) {
            requireProblem("/api/deliveries/" + id + view, 400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/deliveries/1%2f..%2f2",
                "/api/deliveries/1%2F",
                "/api/deliveries/%2e%2e",
                "/api/deliveries/..%2f",
                "/api/deliveries/%5c",
                "/api/deliveries/1%",
                "/api/deliveries/%zz",
                "/api/deliveries/%ff%fe",
                "/api/deliveries//1",
                "/api//deliveries",
                "/api/nothing",
                "/api/deliveries/1/nothing",
                "/api/;x/deliveries",
                "/api/deliveries/1/../2",
                "/api/.",
                "/api"
            })
    void oddPathsAreNotFound(String path) throws Exception {
        requireProblem(path, 400, 404);
    }

    @Test
    void usualOnesAreAnswered() throws Exception {
        for (String path : new String[] {
            "/api/deliveries",
            "/api/deliveries?limit=1&before=999999999999999999",
            "/api/deliveries?limit=500",
            "/api/deliveries/1",
            "/api/deliveries/1/explanation",
            "/api/deliveries/1/export",
            "/api/info"
        }) {
            assertThat(listening.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    private void requireProblem(String path, Integer... statuses) throws Exception {
        try (RawConnection connection = RawConnection.open(listening.page())) {
            connection.write(("GET " + path + " HTTP/1.1\r\nHost: "
                            + listening.page().getAuthority() + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            HttpAnswer answer = connection.answer();

            assertThat(answer.status()).as(answer.toString()).isIn((Object[]) statuses);
            assertThat(answer.header("Content-Type")).as(answer.toString()).isEqualTo("application/problem+json");
            JsonNode problem = JsonMapper.shared()
                    .readTree(answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4));
            assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
            assertThat(problem.path("title").asString()).isNotEmpty();
            assertThat(problem.path("detail").asString()).isNotEmpty().doesNotContain("Exception", "Endpoint", "/");
        }
    }
}
