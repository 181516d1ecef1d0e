package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.Admission.Answered;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointHeadTest extends EndpointFixture {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "post", "TRACE", ""})
    void onlyPost(String method) {
        FakeRequest request = signed(BODY);
        request.method = method;

        assertThat(code(endpoint.receive(request))).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(request.opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; q=1; charset=utf-8",
                "text/plain, application/json",
                "application/json ,text/plain",
                "application/json;x=\"y\"",
                " application/json "
            })
    void acceptableContentTypes(String value) {
        assertThat(endpoint.receive(signed(BODY).with("Content-Type", value))).isInstanceOf(WebhookDelivery.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/jsonp",
                "application/json-patch+json",
                "text/json",
                "application/json; charset=latin1",
                "application/json;charset=",
                "application/json; charset=utf-8; charset=x",
                "json",
                "application/json;x=\"",
                "application/json;x=\\",
                "\\application/json",
                ";",
                ","
            })
    void otherContentTypes(String value) {
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Type", value))))
                .isEqualTo("UNSUPPORTED_CONTENT_TYPE");
        assertThat(code(endpoint.receive(signed(BODY).without("Content-Type")))).isEqualTo("UNSUPPORTED_CONTENT_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "identity, gzip", "deflate"})
    void compressedBodies(String value) {
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Encoding", value))))
                .isEqualTo("UNSUPPORTED_CONTENT_ENCODING");
        assertThat(endpoint.receive(signed(BODY).with("Content-Encoding", "Identity")))
                .isInstanceOf(WebhookDelivery.class);
    }

    @Test
    void anEmptyContentEncodingIsNone() {
        assertThat(endpoint.receive(signed(BODY).with("Content-Encoding", " "))).isInstanceOf(WebhookDelivery.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain; charset=utf-16",
                "text/plain; charset =utf-16",
                "text/plain;Charset = \"IBM037\""
            })
    void aSecondContentTypeThatWouldMisleadTheServer(String other) {
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Type", other + ", application/json"))))
                .isEqualTo("UNSUPPORTED_CONTENT_TYPE");
        assertThat(code(endpoint.receive(signed(BODY).with("Content-Type", "application/json, " + other))))
                .isEqualTo("UNSUPPORTED_CONTENT_TYPE");
    }

    @Test
    void aDeclaredLengthOverTheLimitIsRefusedUnread() {
        FakeRequest request = signed(BODY);
        request.declared = 1025;

        Answered refusal = (Answered) small().receive(request);

        assertThat(refusal.response().status()).isEqualTo(413);
        assertThat(refusal.response().closesConnection()).isTrue();
        assertThat(request.opened).hasValue(0);
    }

    @Test
    void eachHeaderIsReadOnceSoThatNothingCanChangeBetweenTheCheckAndTheUse() {
        FakeRequest request = signed(BODY).with("X-Strapi-Event", "trigger-test");

        assertThat(endpoint.receive(request)).isInstanceOf(WebhookDelivery.class);

        assertThat(request.asked)
                .doesNotHaveDuplicates()
                .contains("X-Webhook-Signature", "X-Webhook-Timestamp", "Content-Type", "X-Strapi-Event");
    }

    @Test
    void missingHeadersAreRefusedUnread() {
        FakeRequest request = signed(BODY).without("X-Webhook-Signature");

        assertThat(code(endpoint.receive(request))).isEqualTo("MISSING_SIGNATURE");
        assertThat(request.opened).hasValue(0);
        assertThat(endpoint.begin(request))
                .isInstanceOfSatisfying(
                        Answered.class, refusal -> assertThat(code(refusal)).isEqualTo("MISSING_SIGNATURE"));
    }

    @Test
    void aConnectionWithAnUnreadBodyServesNoOtherRequest() {
        FakeRequest declared = signed(BODY).without("X-Webhook-Signature");
        FakeRequest chunked = signed(BODY).without("X-Webhook-Signature").chunked();
        FakeRequest none = signed(new byte[0]).without("X-Webhook-Signature");

        assertThat(closes(declared)).isTrue();
        assertThat(closes(chunked.with("Transfer-Encoding", "chunked"))).isTrue();
        assertThat(closes(none)).isFalse();
        assertThat(closes(signed(BODY).with("X-Webhook-Signature", "sha256=" + "0".repeat(64))))
                .as("read to its end")
                .isFalse();
    }

    private boolean closes(FakeRequest request) {
        return ((Answered) endpoint.receive(request)).response().closesConnection();
    }

    @Test
    void theEventHeaderCanOnlyContradict() {
        assertThat(endpoint.receive(signed(utf8("{\"event\":\"a\",\"n\":1}")))).isInstanceOf(WebhookDelivery.class);
        for (String agreeing : List.of("a", "entry.create, a", "a,b", " a ")) {
            FakeRequest request =
                    signed(utf8("{\"event\":\"a\",\"h\":\"" + agreeing + "\"}")).with("X-Strapi-Event", agreeing);
            assertThat(endpoint.receive(request)).as(agreeing).isInstanceOf(WebhookDelivery.class);
        }
        for (String other : List.of("b", "", "A", "aa", "a b")) {
            FakeRequest request = signed(utf8("{\"event\":\"a\",\"n\":2}")).with("X-Strapi-Event", other);
            assertThat(code(endpoint.receive(request))).as(other).isEqualTo("EVENT_HEADER_MISMATCH");
        }
        WebhookEndpoint relaxed =
                WebhookEndpoint.builder(verifier()).acceptAnyEventHeader().build();
        assertThat(relaxed.receive(signed(BODY).with("X-Strapi-Event", "b"))).isInstanceOf(WebhookDelivery.class);
    }

    @Test
    void anEventNameWithACommaAgreesWithItself() {
        FakeRequest request = signed(utf8("{\"event\":\"a,b\"}")).with("X-Strapi-Event", "a,b");

        assertThat(endpoint.receive(request)).isInstanceOf(WebhookDelivery.class);
    }
}
