package dev.strapiwebhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.cli.listen.Echo;
import dev.strapiwebhooks.cli.listen.Listening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whatever others answer or put into files, and wherever the secret was typed by mistake: it is not printed. */
class PrintedSecretTest {
    private static final String SECRET = Listening.SECRET;

    @TempDir
    private Path folder;

    private final Typed typed = new Typed(); // fails when the secret is printed
    private String secretFile = "";

    @BeforeEach
    void writeSecret() throws Exception {
        secretFile = write("secret", SECRET + "\n");
    }

    @Test
    void whatAReceiverAnswers() throws Exception {
        String problem = JsonMapper.shared().writeValueAsString("key " + SECRET + " is wrong");
        try (Echo echo = Echo.start("{\"detail\":" + problem + "}")) {
            String url = echo.address().toString();
            assertThat(typed.run("send", "--url", url, "--secret-file", secretFile))
                    .isZero();
            assertThat(typed.out.toString()).contains("key [secret]*");
            assertThat(typed.run("send", "--json", "--url", url, "--secret-file", secretFile))
                    .isZero();
            assertThat(typed.out.toString()).contains("key [secret]*");
        }
    }

    @Test
    void whatADeliveryHolds() throws Exception {
        String named = write("named", "X-" + SECRET + ": sha256=" + "0".repeat(64) + "\n\n{}");
        String variable = write("variable", "curl -H 'X-Note: $HOME " + SECRET + "' -d {} http://127.0.0.1/");

        assertThat(typed.run("explain", "--secret-file", secretFile, named)).isEqualTo(1);
        assertThat(typed.run("explain", "--json", "--secret-file", secretFile, named))
                .isEqualTo(1);
        assertThat(typed.run("explain", "--secret-file", secretFile, variable)).isEqualTo(3);
        assertThat(typed.err.toString())
                .contains("the curl command holds a variable")
                .contains("[secret]*");
    }

    @Test
    void thatItWasSentIsSaidByVerifyAndExplain() throws Exception {
        String sent = write("sent", "X-Webhook-Signature: " + SECRET + "\nContent-Type: application/json\n\n{}");

        assertThat(typed.run("verify", "--secret-file", secretFile, sent)).isEqualTo(1);
        assertThat(typed.out.toString()).contains("SECRET_SENT", "strapi-webhooks secret");
        assertThat(typed.run("verify", "--json", "--secret-file", secretFile, sent))
                .isEqualTo(1);
        assertThat(JsonMapper.shared()
                        .readTree(typed.out.toString())
                        .path("secretSent")
                        .path("code")
                        .asString())
                .isEqualTo("SECRET_SENT");
        assertThat(typed.run("explain", "--secret-file", secretFile, sent)).isEqualTo(1);
        assertThat(typed.out.toString().lines().filter(line -> line.contains("SECRET_SENT")))
                .hasSize(1);
    }

    @Test
    void whatWasTypedInTheWrongPlace() {
        assertThat(typed.run("verify", "--secret-file", secretFile, SECRET)).isEqualTo(3);
        assertThat(typed.err.toString()).contains("no file or folder [secret]*");
        assertThat(typed.run("explain", "--secret-file", secretFile, "--previous-secret-file", SECRET, "x"))
                .isEqualTo(3);
        for (String command : List.of("explain", "verify", "sign", "listen")) {
            assertThat(typed.run(command, "--secret-file", SECRET, secretFile)).isNotZero();
            assertThat(typed.run(command, "--secret-env", SECRET, secretFile)).isNotZero();
        }
        assertThat(typed.err.toString()).contains("not shown");
    }

    /** A pipe, as in {@code --secret-file <(pass show strapi)}, can be read once only. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSecretFromAPipeIsReadOnce() throws Exception {
        String pipe = folder.resolve("pipe").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        String body = write("body", "{}");
        String delivery = write("named", "X-" + SECRET + ": sha256=" + "0".repeat(64) + "\n\n{}");

        for (List<String> command :
                List.of(List.of("sign", body), List.of("verify", delivery), List.of("explain", delivery))) {
            Thread writer = new Thread(() -> write("pipe", SECRET + "\n"));
            writer.setDaemon(true);
            writer.start();
            assertThat(typed.run(command.get(0), "--secret-file", pipe, command.get(1)))
                    .isLessThan(2);
            writer.join();
        }
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
