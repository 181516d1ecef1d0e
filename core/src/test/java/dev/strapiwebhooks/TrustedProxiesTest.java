package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.internal.IpAddress;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final String STRANGER = "203.0.113.9";

    private final TrustedProxies proxies = TrustedProxies.of("10.0.0.0/8", "127.0.0.1", "fd00::/8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9|198.51.100.7|203.0.113.9", // a stranger may claim anything
                "10.1.2.3|198.51.100.7|198.51.100.7",
                "10.1.2.3|192.0.2.1, 198.51.100.7|198.51.100.7", // what the client itself sent in front counts for
                // nothing
                "10.1.2.3|192.0.2.1, 198.51.100.7, 10.9.9.9|198.51.100.7",
                "10.1.2.3|10.4.4.4, 10.5.5.5|10.4.4.4",
                "10.1.2.3|''|10.1.2.3",
                "10.1.2.3|198.51.100.7, evil.example|10.1.2.3",
                "10.1.2.3|evil.example, 10.9.9.9|10.9.9.9",
                "10.1.2.3|198.51.100.7:4711|198.51.100.7",
                "fd00::1|[2001:db8::7]:4711|[2001:db8::7]",
                "11.0.0.1|198.51.100.7|11.0.0.1"
            })
    void theClientIsTheLastOneThatIsNoTrustedProxy(String peer, String forwardedFor, String client) {
        assertThat(proxies.clientAddress(peer, headers("X-Forwarded-For", forwardedFor)))
                .isEqualTo(client);
    }

    @Test
    void forwardedIsReadToo() {
        WebhookHeaders headers = headers("Forwarded", "for=192.0.2.1;proto=http, For=\"[2001:db8::7]:47\";Proto=https");

        assertThat(proxies.clientAddress("127.0.0.1", headers)).isEqualTo("[2001:db8::7]");
        assertThat(proxies.isSecure(false, "127.0.0.1", headers)).isTrue();
        assertThat(proxies.isSecure(false, STRANGER, headers)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3|https|true",
                "10.1.2.3|HTTPS|true",
                "10.1.2.3|http|false",
                "10.1.2.3|''|false",
                "10.1.2.3|https, http|false",
                "10.1.2.3|http, https|true",
                "203.0.113.9|https|false"
            })
    void onlyATrustedProxyCanSayHttps(String peer, String protocol, boolean secure) {
        assertThat(proxies.isSecure(false, peer, headers("X-Forwarded-Proto", protocol)))
                .isEqualTo(secure);
    }

    @Test
    void contradictingHeadersAreNotSecure() {
        WebhookHeaders both = WebhookHeaders.of(Map.of("Forwarded", "proto=http", "X-Forwarded-Proto", "https"));

        assertThat(proxies.isSecure(false, "10.1.2.3", both)).isFalse();
        assertThat(proxies.isSecure(true, STRANGER, both)).isTrue();
        assertThat(proxies.isSecure(false, "10.1.2.3", WebhookHeaders.of(Map.of())))
                .isFalse();
    }

    @Test
    void headersThatDisagreeAboutTheClientSayNothing() {
        WebhookHeaders passedOn =
                WebhookHeaders.of(Map.of("Forwarded", "for=192.0.2.1", "X-Forwarded-For", "203.0.113.9"));
        WebhookHeaders agreeing =
                WebhookHeaders.of(Map.of("Forwarded", "for=192.0.2.1", "X-Forwarded-For", "192.0.2.1"));

        assertThat(proxies.clientAddress("10.1.2.3", passedOn)).isEqualTo("10.1.2.3");
        assertThat(proxies.clientAddress("10.1.2.3", agreeing)).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.999", "1..2.3", "...", "99999.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4."})
    void whatOnlyLooksLikeAnAddressIsNotLookedUp(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void byDefaultNobodyIsTrusted() {
        WebhookHeaders headers = headers("X-Forwarded-For", "198.51.100.7");

        assertThat(TrustedProxies.none().clientAddress("127.0.0.1", headers)).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "fd00::/129",
                "a:b",
                "10.0.0.0/x"
            })
    void whatIsNotANetworkIsRefusedAtStartup(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/8 or 127.0.0.1");
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        assertThat(IpAddress.clientKey("2001:db8:1:2:3:4:5:6")).isEqualTo(IpAddress.clientKey("[2001:db8:1:2::]"));
        assertThat(IpAddress.clientKey("2001:db8:1:2::1")).isNotEqualTo(IpAddress.clientKey("2001:db8:1:3::1"));
        assertThat(IpAddress.clientKey("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(IpAddress.clientKey("no address")).isEqualTo("no address");
    }

    private static WebhookHeaders headers(String name, String value) {
        return WebhookHeaders.of(Map.of(name, value));
    }
}
