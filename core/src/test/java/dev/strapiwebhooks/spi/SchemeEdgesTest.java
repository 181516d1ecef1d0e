package dev.strapiwebhooks.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.WebhookRejectedException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the first and the last of what a header may hold, and their neighbours")
class SchemeEdgesTest {
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    @Test
    void headerNamesAreTokens() {
        for (char c = 0; c < 300; c++) {
            boolean alphanumeric = c < 128 && Character.isLetterOrDigit(c);
            String name = "X" + c;
            if (alphanumeric || TOKEN_SYMBOLS.indexOf(c) >= 0) {
                assertThat(HeaderNames.checked(name)).isEqualTo(name);
            } else {
                assertThatIllegalArgumentException().as("code %d", (int) c).isThrownBy(() -> HeaderNames.checked(name));
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderNames.checked(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/795435200000", ":795435200000", "179543520000/", "179543520000:", "0795435200000"})
    void digitsHaveNeighbours(String timestamp) {
        assertThatThrownBy(() -> TimestampedScheme.Unit.MILLISECONDS.parse(timestamp))
                .isInstanceOf(WebhookRejectedException.class)
                .hasMessageNotContaining("looks like");
    }

    @Test
    void theHintIsGivenForWholeNumbersOfTheOtherUnit() {
        assertThatThrownBy(() -> TimestampedScheme.Unit.MILLISECONDS.parse("1795435200"))
                .hasMessageContaining("like seconds");
        assertThatThrownBy(() -> TimestampedScheme.Unit.MILLISECONDS.parse("0795435200"))
                .hasMessageNotContaining("like");
        assertThatThrownBy(() -> TimestampedScheme.Unit.SECONDS.parse("1795435200000"))
                .hasMessageContaining("like milliseconds");
        assertThat(TimestampedScheme.Unit.SECONDS.parse("1000000000")).isEqualTo(Instant.ofEpochSecond(1_000_000_000L));
        assertThat(TimestampedScheme.Unit.SECONDS.parse("9999999999")).isEqualTo(Instant.ofEpochSecond(9_999_999_999L));
    }

    @Test
    void timesThatCannotBeWrittenAreNotSigned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimestampedScheme.Unit.SECONDS.format(Instant.ofEpochSecond(999_999_999)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimestampedScheme.Unit.MILLISECONDS.format(Instant.ofEpochSecond(10_000_000_000L)));
        assertThat(TimestampedScheme.Unit.MILLISECONDS.format(Instant.ofEpochSecond(1_000_000_000)))
                .isEqualTo("1000000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g0", "0g", "/0", "0/", ":0", "0:", "@0", "0`", "G0", "0G"})
    void hexadecimalDigitsHaveNeighbours(String pair) {
        String header = "sha256=" + "0".repeat(62) + pair;
        assertThatThrownBy(() -> SignatureText.HEX_SHA256.decode(header)).isInstanceOf(WebhookRejectedException.class);
    }
}
