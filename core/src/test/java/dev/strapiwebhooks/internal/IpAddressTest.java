package dev.strapiwebhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    private static final String LOOKS_NUMERIC = ".::a.cafe";

    /** Run in a process of its own, whose host names are in a file. */
    static final class Lookup {
        public static void main(String[] args) throws IOException {
            System.out.print(InetAddress.getByName(LOOKS_NUMERIC).getHostAddress() + " "
                    + IpAddress.parse(LOOKS_NUMERIC).isPresent());
        }
    }

    @Test
    void noNameServerIsAskedForWhatOnlyLooksLikeANumber(@TempDir Path folder) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "192.0.2.7 " + LOOKS_NUMERIC + "\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lookup.class.getName())
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).as("the name is known, and is no address").isEqualTo("192.0.2.7 false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]", "2001:db8::7", "::ffff:192.0.2.1", "192.0.2.1", "0:0:0:0:0:0:0:1"})
    void addresses(String text) {
        assertThat(IpAddress.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a",
                "cafe",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "[",
                "[]",
                "1::2::3",
                "fe80::1%eth0",
                "::g"
            })
    void noAddresses(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
