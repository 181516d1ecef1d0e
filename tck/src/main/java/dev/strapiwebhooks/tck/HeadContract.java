package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Methods, paths and headers that are refused before the body is read. */
interface HeadContract extends ContractPart {
    @Test
    @Withstands(Threat.CONTAINER_PATHS)
    @DisplayName("redirected GET: what a receiver sees when Strapi follows a redirect")
    default void redirectedGets() throws IOException {
        for (CapturedDelivery capture : CapturedDeliveries.redirectedGets()) {
            assertMethodRefused(capture.delivery());
        }
    }

    @Test
    @Withstands(Threat.CONTAINER_PATHS)
    @DisplayName("other methods: 405 with Allow")
    default void otherMethods() throws IOException {
        for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            assertMethodRefused(rig().fresh().withMethod(method));
        }
    }

    private void assertMethodRefused(SignedDelivery delivery) throws IOException {
        HttpAnswer answer = rig().refused(delivery);
        if (routesByMethod()) {
            assertThat(answer.status()).isIn(404, 405);
        } else {
            assertThat(answer.status()).as(delivery.method()).isEqualTo(405);
            assertThat(answer.header("Allow")).as(delivery.method()).isEqualTo("POST");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    @Withstands(Threat.CONTAINER_PATHS)
    @DisplayName("other spellings of the path never reach the handler unverified")
    default void pathSpellings() throws IOException {
        SignedDelivery unsigned = rig().fresh().without(ContractRig.SIGNATURE);
        for (String path : PathSpellings.of("/webhooks/strapi").toList()) {
            HttpAnswer answer = RawHttp.sendTo(rig().uri(), path, unsigned);
            assertThat(answer.status())
                    .as(path)
                    .satisfiesAnyOf(
                            status -> assertThat(status).isZero(),
                            status -> assertThat(status).isGreaterThanOrEqualTo(400));
        }
        assertThat(rig().application().calls()).isZero();
    }

    @Test
    @Withstands(Threat.CONTAINER_PATHS)
    @DisplayName("a handler of events outside the protected path is not reached without a signature")
    default void unprotectedHandler() throws IOException {
        SignedDelivery unsigned = rig().fresh().without(ContractRig.SIGNATURE);

        HttpAnswer answer = RawHttp.send(rig().uri().resolve(ContractSetup.UNPROTECTED), unsigned);

        // 405: since Servlet 6.1 the error is dispatched as a GET, in the servlet contract to a page behind the filter.
        assertThat(answer.status()).isIn(401, 405, 500);
        assertThat(rig().application().calls()).isZero();
    }

    @Test
    @DisplayName("Content-Type: anything but JSON is 415")
    default void contentTypes() throws IOException {
        SignedDelivery delivery = rig().fresh();
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "application/json-patch+json",
                "text/json")) {
            rig().refused(delivery.with("Content-Type", type), 415, "UNSUPPORTED_CONTENT_TYPE");
        }
        rig().refused(delivery.without("Content-Type"), 415, "UNSUPPORTED_CONTENT_TYPE");
        rig().accepted(delivery);
    }

    @Test
    @Withstands(Threat.PARSE_BEFORE_VERIFY)
    @DisplayName("Content-Type: a second value that would make the server parse a form, or decode other text, is 415")
    default void misleadingContentTypes() throws IOException {
        for (String type : List.of(
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain; charset=utf-16",
                "text/plain;charset = IBM037",
                "text/plain;x=\"",
                "text/plain;x=\"\\\"")) {
            SignedDelivery delivery = rig().fresh().with("Content-Type", type);
            rig().refused(delivery.adding("Content-Type", "application/json"), 415, "UNSUPPORTED_CONTENT_TYPE");
            rig().refused(delivery.with("Content-Type", type + ", application/json"), 415, "UNSUPPORTED_CONTENT_TYPE");
        }
    }

    @Test
    @Withstands(Threat.COMPRESSION)
    @DisplayName("compression: 415")
    default void compression() throws IOException {
        for (String encoding : List.of("gzip", "br", "deflate", "identity, gzip")) {
            assertThat(rig().refused(rig().fresh().with("Content-Encoding", encoding))
                            .status())
                    .isEqualTo(415);
        }
        rig().accepted(rig().fresh().with("Content-Encoding", "identity"));
    }

    @Test
    @DisplayName("X-Strapi-Event that names only other events")
    default void eventHeaderMismatch() throws IOException {
        SignedDelivery delivery = rig().fresh();

        rig().refused(delivery.with("X-Strapi-Event", "entry.delete"), 401, "EVENT_HEADER_MISMATCH");
        rig().accepted(delivery);
    }

    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("another charset than UTF-8, known or not: 415")
    default void otherCharsets() throws IOException {
        for (String charset : List.of("iso-8859-1", "utf-16", "no-such-charset", "")) {
            rig().refused(
                            rig().fresh().with("Content-Type", "application/json; charset=" + charset),
                            415,
                            "UNSUPPORTED_CONTENT_TYPE");
        }
    }
}
