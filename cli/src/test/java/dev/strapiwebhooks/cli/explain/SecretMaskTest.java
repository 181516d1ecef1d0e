package dev.strapiwebhooks.cli.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** However the secret is written, it is hidden; and what is not the secret stays. */
class SecretMaskTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-secret-of-these-tests-0123456789",
                "6d61792074686520666f726365206265",
                "with\"quotes\\and/slashes+and blanks",
                "Grüße-aus-der-Küche-0123456789",
                "abababababababababab"
            })
    void everySpellingIsHidden(String secret) {
        SecretMask mask = mask(secret);
        byte[] bytes = secret.getBytes(UTF_8);
        String inJson = JSON.writeValueAsString(secret);

        for (String text : List.of(
                secret,
                secret.toUpperCase(Locale.ENGLISH).replace("Ü", "ü").replace("SS", "ß"),
                new String(bytes, ISO_8859_1),
                inJson,
                JSON.writeValueAsString(inJson),
                inJson.replace("/", "\\/"),
                JsonText.escaped(inJson),
                URLEncoder.encode(secret, UTF_8),
                URLEncoder.encode(secret, UTF_8).toLowerCase(Locale.ROOT),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(bytes))) {
            assertThat(mask.hide("<" + text + ">")).as(text).startsWith("<").contains("[secret]***");
            assertThat(mask.hide(text + text).replace("[secret]", "").replace("*", ""))
                    .as(text)
                    .hasSizeLessThan(14);
        }
    }

    @Test
    void inBase64ItIsHiddenWhateverStandsAroundIt() {
        SecretMask mask = mask("a-secret-of-these-tests-0123456789");

        for (String before : List.of("", "u", "us", "use", "user:")) {
            byte[] around = (before + "a-secret-of-these-tests-0123456789" + before).getBytes(UTF_8);
            String hidden = mask.hide(Base64.getEncoder().encodeToString(around));
            assertThat(hidden).contains("[secret]*****");
            assertThat(new String(
                            Base64.getDecoder()
                                    .decode(hidden.replace("[secret]", "AAAAAAAA")
                                            .replace("*", "A")),
                            ISO_8859_1))
                    .doesNotContain("secret", "tests", "0123");
        }
    }

    @Test
    void aSecretFilesBlanksQuotesAndNameAreNotTheSecret() {
        for (String file : List.of("\"SECRET\"\n", " SECRET ", "'SECRET'", "NAME=SECRET\r\n", "\uFEFFSECRET")) {
            SecretMask mask = mask(file.replace("SECRET", "qwertyuiop-qwertyuiop"));
            assertThat(mask.hide("sha256=qwertyuiop-qwertyuiop")).isEqualTo("sha256=[secret]*************");
        }
    }

    @Test
    void whatIsNotTheSecretIsTheSameArray() {
        SecretMask mask = mask("a-secret-of-these-tests-0123456789");
        byte[] random = new byte[100_000];
        new java.util.Random(7).nextBytes(random);
        byte[] nearly = "a-secret-of-these-tests-012345678 a-secret-of-these-tests-".getBytes(UTF_8);
        String surrogate = "\uD800 and so on";

        assertThat(mask.hide(random)).isSameAs(random);
        assertThat(mask.hide(nearly)).isSameAs(nearly);
        assertThat(mask.hide(surrogate)).isSameAs(surrogate);
        assertThat(mask.hide(new byte[0])).isEmpty();
        assertThat(mask("short").hide("a short word")).isEqualTo("a short word");
        assertThat(SecretMask.of(List.of()).hide("a short word")).isEqualTo("a short word");
    }

    @Test
    void lengthsStay() {
        SecretMask mask = mask("abcabcabcabcabcabc");

        assertThat(mask.hide("xabcabcabcabcabcabcabcabcy")).isEqualTo("x[secret]****************y");
        assertThat(mask.hide("{\"a\":\"abcabcabcabcabcabc\",\"b\":1}"))
                .isEqualTo("{\"a\":\"[secret]**********\",\"b\":1}");
    }

    @Test
    void aDeliveryWithoutItIsNotMasked() {
        SecretMask mask = mask("a-secret-of-these-tests-0123456789");
        RecordedDelivery delivery = delivery("/", new HeaderLine("a", "b"), "{}");

        assertThat(mask.hide(delivery)).isSameAs(delivery);
        assertThat(mask.hide(delivery("/a-secret-of-these-tests-0123456789", new HeaderLine("a", "b"), "{}"))
                        .path())
                .isEqualTo("/[secret]**************************");
    }

    @Test
    void aMaskedDeliveryStaysOneInItsFile() {
        RecordedDelivery hidden = mask("a-secret-of-these-tests-0123456789")
                .hide(delivery("/", new HeaderLine("X-Webhook-Signature", "a-secret-of-these-tests-0123456789"), "{}"));

        assertThat(hidden.isMasked()).isTrue();
        assertThat(DeliveryFile.read(DeliveryFile.write(hidden)).isMasked()).isTrue();
        assertThat(DeliveryFile.read(DeliveryFile.write(delivery("/", new HeaderLine("a", "b"), "{}")))
                        .isMasked())
                .isFalse();
    }

    @Test
    void allTextsOfJsonAreHiddenAndItsNumbersStay() {
        ObjectNode json = (ObjectNode) JSON.readTree("{\"a\":[\"x\",{\"b\":\"a\\\"secret-of-these-tests\"}],\"c\":1}");

        assertThat(mask("a\"secret-of-these-tests").hide(json))
                .hasToString("{\"a\":[\"x\",{\"b\":\"[secret]***************\"}],\"c\":1}");
        assertThat(json.toString()).as("not changed").contains("secret-of-these");
    }

    private static SecretMask mask(String secret) {
        return SecretMask.of(List.of(CandidateSecret.current(secret.getBytes(UTF_8))));
    }

    private static RecordedDelivery delivery(String path, HeaderLine header, String body) {
        return new RecordedDelivery("POST", path, List.of(header), body.getBytes(UTF_8), null);
    }
}
