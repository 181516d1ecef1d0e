package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is made for real, with other code than that which looks for it. */
class HypothesesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final String TIME = Long.toString(NOW.toEpochMilli());
    private static final String SECRET = "6d61792074686520666f726365206265207769746820796f752121";
    private static final String BODY = "{\"event\":\"entry.publish\",\"createdAt\":\"2026-11-23T12:00:00.000Z\","
            + "\"entry\":{\"title\":\"Grüße\",\"price\":1.50,\"tags\":[],\"list\":[1,2]}}";
    private static final String PRETTY = """
            {
              "event": "entry.publish",
              "createdAt": "2026-11-23T12:00:00.000Z",
              "entry": {
                "title": "Grüße",
                "price": 1.50,
                "tags": [],
                "list": [
                  1,
                  2
                ]
              }
            }""";
    private static final String SPACED = "{\"event\": \"entry.publish\", \"createdAt\": \"2026-11-23T12:00:00.000Z\", "
            + "\"entry\": {\"title\": \"Grüße\", \"price\": 1.50, \"tags\": [], \"list\": [1, 2]}}";
    private static final String ESCAPED = BODY.replace("ü", "\\u00fc").replace("ß", "\\u00df");

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("SECRET_TRAILING_NEWLINE", signed(SECRET + "\n", dotted(BODY), BODY)),
                arguments("SECRET_TRAILING_NEWLINE", signed(SECRET + "\r\n", dotted(BODY), BODY)),
                arguments("SECRET_QUOTED", signed('"' + SECRET + '"', dotted(BODY), BODY)),
                arguments("SECRET_HEX_DECODED", signed(HexFormat.of().parseHex(SECRET), dotted(BODY), BODY)),
                arguments(
                        "SECRET_BASE64_DECODED",
                        signed(Base64.getMimeDecoder().decode(SECRET + "=="), dotted(BODY), BODY)),
                arguments("SECRET_TRAILING_NEWLINE", signed(SECRET + " ", dotted(BODY), BODY)),
                arguments("SECRET_ASSIGNMENT", signed("STRAPI_WEBHOOK_SECRET=" + SECRET, dotted(BODY), BODY)),
                arguments("SECRET_CASE", signed(SECRET.toUpperCase(Locale.ROOT), dotted(BODY), BODY)),
                arguments("SECRET_EMPTY", signed(new byte[1], dotted(BODY), BODY)),
                arguments("SECRET_PREVIOUS", signed("the secret of last year", dotted(BODY), BODY)),
                arguments("TIMESTAMP_SECONDS_SIGNED", signed(SECRET, TIME.substring(0, 10) + "." + BODY, BODY)),
                arguments("TIMESTAMP_FROM_BODY", signed(SECRET, "2026-11-23T12:00:00.000Z." + BODY, BODY)),
                arguments("TIMESTAMP_FROM_BODY", signed(SECRET, "1795435200000." + BODY, BODY)),
                arguments("TIMESTAMP_NOT_SIGNED", signed(SECRET, BODY, BODY)),
                arguments("BODY_FIRST", signed(SECRET, BODY + "." + TIME, BODY)),
                arguments("OTHER_SEPARATOR", signed(SECRET, TIME + BODY, BODY)),
                arguments("OTHER_SEPARATOR", signed(SECRET, TIME + ":" + BODY, BODY)),
                arguments("OTHER_SEPARATOR", signed(SECRET, TIME + "\n" + BODY, BODY)),
                arguments("OTHER_SEPARATOR", signed(SECRET, "v0:" + TIME + ":" + BODY, BODY)),
                arguments("BODY_COMPACTED", signed(SECRET, dotted(BODY), PRETTY)),
                arguments("BODY_COMPACTED", signed(SECRET, dotted(BODY), SPACED)),
                arguments("BODY_PRETTY", signed(SECRET, dotted(PRETTY), BODY)),
                arguments("BODY_SPACED", signed(SECRET, dotted(SPACED), BODY)),
                arguments("BODY_ESCAPED", signed(SECRET, dotted(ESCAPED), BODY)),
                arguments("BODY_ESCAPED", signed(SECRET, dotted(BODY), ESCAPED)),
                arguments("BODY_TRAILING_NEWLINE", signed(SECRET, dotted(BODY), BODY + "\n")),
                arguments("BODY_TRAILING_NEWLINE", signed(SECRET, dotted(BODY + "\n"), BODY)),
                arguments("BODY_LINE_ENDS", signed(SECRET, dotted(PRETTY), PRETTY.replace("\n", "\r\n"))),
                arguments("BODY_LINE_ENDS", signed(SECRET, dotted(PRETTY.replace("\n", "\r\n")), PRETTY)),
                arguments("BODY_CHARSET", signed(SECRET, dotted(BODY), mistaken(BODY))),
                arguments(
                        "BODY_CHARSET",
                        signed(SECRET.getBytes(UTF_8), dotted(BODY).getBytes(ISO_8859_1), BODY)),
                arguments("BODY_BOM", signed(SECRET, dotted(BODY), "\uFEFF" + BODY)),
                arguments("BODY_BOM", signed(SECRET, dotted("\uFEFF" + BODY), BODY)),
                arguments("BODY_EMPTY_SIGNED", signed(SECRET, dotted(""), BODY)),
                arguments(
                        "SIGNATURE_BASE64",
                        delivery("sha256=" + base64(hmac("HmacSHA256", SECRET, dotted(BODY))), BODY)),
                arguments("SIGNATURE_PREFIX", delivery(hex(hmac("HmacSHA256", SECRET, dotted(BODY))), BODY)),
                arguments(
                        "SIGNATURE_PREFIX", delivery("t=1,v1=" + hex(hmac("HmacSHA256", SECRET, dotted(BODY))), BODY)),
                arguments("DIGEST_SHA1", delivery("sha1=" + hex(hmac("HmacSHA1", SECRET, dotted(BODY))), BODY)),
                arguments("DIGEST_SHA512", delivery("sha512=" + hex(hmac("HmacSHA512", SECRET, dotted(BODY))), BODY)),
                arguments("DIGEST_WITHOUT_HMAC", delivery("sha256=" + hex(sha256(SECRET + dotted(BODY))), BODY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isFound(String code, RecordedDelivery delivery) {
        Explanation explanation = explainer().explain(delivery, null, NOW);

        assertThat(explanation.findings()).extracting(Finding::code).containsExactly(code);
        assertThat(explanation.findings()).allMatch(Finding::certain);
        assertThat(explanation.toString()).doesNotContain(SECRET).doesNotContain("last year");
    }

    @Test
    void everyCauseHasATest() {
        Set<String> tested =
                mistakes().map(arguments -> (String) arguments.get()[0]).collect(Collectors.toSet());

        // The others have tests below.
        assertThat(tested)
                .containsAll(Arrays.stream(Cause.values())
                        .map(Cause::name)
                        .filter(name -> !Set.of(
                                        "SECRET_SURROUNDING_BLANKS",
                                        "SECRET_BOM",
                                        "TIMESTAMP_SIGNED",
                                        "TIMESTAMP_MILLISECONDS_SIGNED")
                                .contains(name))
                        .toList());
    }

    @Test
    void twoMistakesAtOnceAreFound() {
        Explanation explanation =
                explainer().explain(signed(SECRET + "\n", TIME.substring(0, 10) + "." + BODY, BODY), null, NOW);

        assertThat(explanation.findings())
                .extracting(Finding::code)
                .containsExactly("SECRET_TRAILING_NEWLINE", "TIMESTAMP_SECONDS_SIGNED");
    }

    @Test
    void aPreviousSecretWithALineBreakIsBoth() {
        Explanation explanation =
                explainer().explain(signed("the secret of last year\n", dotted(BODY), BODY), null, NOW);

        assertThat(explanation.findings())
                .extracting(Finding::code)
                .containsExactly("SECRET_PREVIOUS", "SECRET_TRAILING_NEWLINE");
    }

    @Test
    void aBodyThatIsNoTextIsACharset() {
        byte[] sent = {'{', (byte) 0xE9, '}', '\n'};
        String replaced = "{\uFFFD}\n";
        RecordedDelivery delivery = delivery(TIME, "sha256=" + hex(hmac("HmacSHA256", SECRET, dotted(replaced))), sent);

        assertThat(explainer().explain(delivery, null, NOW).findings())
                .extracting(Finding::code)
                .containsExactly("BODY_CHARSET");
    }

    /** Indented, this would be gigabytes of blanks. */
    @Test
    void deepNestingCostsLittle() {
        String deep = "[".repeat(490) + "1,".repeat(100_000) + "1" + "]".repeat(490);

        assertThat(explainer()
                        .explain(signed("another secret of no use", dotted(deep), deep), null, NOW)
                        .findings())
                .extracting(Finding::code)
                .containsExactly("SIGNATURE_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "SECRET_SURROUNDING_BLANKS|  SECRET ",
                "SECRET_BOM|\uFEFFSECRET",
                "SECRET_ASSIGNMENT|STRAPI_WEBHOOK_SECRET=SECRET",
                "SECRET_ASSIGNMENT|export OTHER_NAME=\"SECRET\"",
                "SECRET_QUOTED|\"SECRET\""
            })
    void mistakesInOurOwnSecretAreFound(String code, String ours) {
        Explainer explainer = explainer(ExpectedScheme.TIMESTAMPED, ours.replaceFirst("SECRET(?!_|=)", SECRET));

        assertThat(explainer
                        .explain(signed(SECRET, dotted(BODY), BODY), null, NOW)
                        .findings())
                .extracting(Finding::code)
                .containsExactly(code);
    }

    @Test
    void millisecondsSignedForSecondsSentAreFound() {
        String seconds = TIME.substring(0, 10);
        RecordedDelivery delivery = delivery(
                seconds, "sha256=" + hex(hmac("HmacSHA256", SECRET, seconds + "000." + BODY)), BODY.getBytes(UTF_8));

        assertThat(explainer().explain(delivery, null, NOW).findings())
                .extracting(Finding::code)
                .containsExactly("TIMESTAMP_MILLISECONDS_SIGNED", "TIMESTAMP_SECONDS");
    }

    @Test
    void aTimeThatIsSignedWhereOnlyTheBodyShouldBeIsFound() {
        RecordedDelivery delivery = signed(SECRET, dotted(BODY), BODY);
        List<HeaderLine> headers = new ArrayList<>(delivery.headers());
        headers.add(new HeaderLine(
                "X-Strapi-Signature-256", delivery.first("X-Webhook-Signature").orElseThrow()));

        assertThat(explainer(ExpectedScheme.STRAPI_NATIVE, SECRET)
                        .explain(new RecordedDelivery("POST", "/", headers, delivery.body(), NOW), null, NOW)
                        .findings())
                .extracting(Finding::code)
                .containsExactly("TIMESTAMP_SIGNED");
    }

    private static Explainer explainer() {
        return explainer(ExpectedScheme.TIMESTAMPED, SECRET);
    }

    private static Explainer explainer(ExpectedScheme scheme, String secret) {
        return new Explainer(
                scheme,
                List.of(
                        CandidateSecret.current(secret.getBytes(UTF_8)),
                        CandidateSecret.previous("the secret of last year".getBytes(UTF_8))),
                Duration.ofMinutes(5));
    }

    private static String dotted(String body) {
        return TIME + "." + body;
    }

    /** As it looks when UTF-8 is read as ISO-8859-1 and written again. */
    private static String mistaken(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static RecordedDelivery signed(String secret, String signed, String body) {
        return signed(secret.getBytes(UTF_8), signed.getBytes(UTF_8), body);
    }

    private static RecordedDelivery signed(byte[] secret, String signed, String body) {
        return signed(secret, signed.getBytes(UTF_8), body);
    }

    private static RecordedDelivery signed(byte[] secret, byte[] signed, String body) {
        return delivery("sha256=" + hex(hmac("HmacSHA256", secret, signed)), body);
    }

    private static RecordedDelivery delivery(String signature, String body) {
        return delivery(TIME, signature, body.getBytes(UTF_8));
    }

    private static RecordedDelivery delivery(String time, String signature, byte[] body) {
        return new RecordedDelivery(
                "POST",
                "/webhooks/strapi",
                List.of(new HeaderLine("X-Webhook-Timestamp", time), new HeaderLine("X-Webhook-Signature", signature)),
                body,
                NOW);
    }

    private static byte[] hmac(String algorithm, String secret, String text) {
        return hmac(algorithm, secret.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(text);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
