package dev.strapiwebhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.cli.listen.Listening;
import dev.strapiwebhooks.cli.send.Samples;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands as a person types them. */
class CommandsTest {
    private static final String BODY = "{\"event\":\"trigger-test\",\"createdAt\":\"2026-11-23T12:00:00.000Z\"}";

    @TempDir
    private Path folder;

    private String secretFile = "";
    private final Typed typed = new Typed();
    private final StringWriter out = typed.out;
    private final StringWriter err = typed.err;

    @BeforeEach
    void writeSecret() throws Exception {
        secretFile =
                Files.writeString(folder.resolve("secret"), Listening.SECRET).toString();
    }

    @Test
    void whatIsSignedIsVerifiedAndExplained() throws Exception {
        String delivery = signedDelivery();

        assertThat(run("verify", "--secret-file", secretFile, delivery)).isZero();
        assertThat(out.toString()).startsWith("accepted");
        assertThat(run("explain", "--secret-file", secretFile, delivery)).isZero();
        assertThat(out.toString()).startsWith("Nothing is wrong");
    }

    @Test
    void whatIsForgedIsRefusedAndExplained() throws Exception {
        String delivery = signedDelivery();
        String forged = Files.writeString(folder.resolve("forged"), Files.readString(Path.of(delivery)) + "\n")
                .toString();

        assertThat(run("verify", "--secret-file", secretFile, forged)).isEqualTo(1);
        assertThat(out.toString()).startsWith("refused  SIGNATURE_MISMATCH");
        assertThat(run("explain", "--secret-file", secretFile, forged)).isEqualTo(1);
        assertThat(out.toString()).contains("BODY_TRAILING_NEWLINE", "Strapi:", "Java:");
        assertThat(run("explain", "--json", "--secret-file", secretFile, forged))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"code\":\"BODY_TRAILING_NEWLINE\",\"certain\":true");
    }

    @Test
    void whatAReceiverRefusesForOtherReasonsIsRefusedHere() throws Exception {
        String form = Path.of(signedDelivery()).toString();
        String text = Files.readString(Path.of(form));
        Path other = Files.writeString(folder.resolve("other"), text.replace("application/json", "text/plain"));
        Path spoofed = Files.writeString(folder.resolve("spoofed"), "X-Strapi-Event: entry.create\n" + text);

        assertThat(run("verify", "--secret-file", secretFile, other.toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith("refused  UNSUPPORTED_CONTENT_TYPE");
        assertThat(run("explain", "--secret-file", secretFile, spoofed.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("EVENT_HEADER_MISMATCH");
    }

    @Test
    void aSecretIsMadeForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("new");

        assertThat(run("secret", "-o", file.toString())).isZero();
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("secret", "-o", file.toString()))
                .as("nothing is overwritten")
                .isEqualTo(3);
        assertThat(run("secret")).isZero();
        assertThat(out.toString()).matches("[0-9a-f]{64}\\R");
    }

    @ParameterizedTest
    @CsvSource({"4,entry.create", "5,entry.publish", "5,media.create", "5,releases.publish", "4,trigger-test"})
    void samplesAreAccepted(String strapi, String event) throws Exception {
        try (Listening listening = Listening.inMemory()) {
            assertThat(run(
                            "send",
                            "--url",
                            url(listening),
                            "--secret-file",
                            secretFile,
                            "--strapi",
                            strapi,
                            "--event",
                            event))
                    .isZero();
            assertThat(out.toString()).contains("204  accepted");
        }
    }

    @Test
    void anEntryOfOnesOwnIsAccepted() throws Exception {
        Path entry = Files.writeString(folder.resolve("entry.json"), "{\"id\":1,\"documentId\":\"own\"}");
        try (Listening listening = Listening.inMemory()) {
            assertThat(run(
                            "send",
                            "--url",
                            url(listening),
                            "--secret-file",
                            secretFile,
                            "--event",
                            "entry.update",
                            "--model",
                            "author",
                            "--entry",
                            entry.toString()))
                    .isZero();
        }
    }

    @Test
    void aStoredDeliveryIsSentAsItIs() throws Exception {
        String delivery = signedDelivery();
        try (Listening listening = Listening.inMemory()) {
            assertThat(run("send", "--url", url(listening), delivery)).isZero();
            assertThat(run("send", "--url", url(listening), delivery))
                    .as("a replay")
                    .isEqualTo(1);
            assertThat(out.toString()).contains("409");
        }
    }

    @Test
    void whatFailsIsSaidInOneLine() {
        assertThat(run("send", "--url", "http://127.0.0.1:1/", "--secret-file", secretFile))
                .isEqualTo(3);
        assertThat(run(
                        "verify",
                        "--secret-file",
                        secretFile,
                        folder.resolve("missing").toString()))
                .isEqualTo(3);
        assertThat(run("send", "--secret-file", secretFile, "--event", "entry.unknown"))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("there is no sample of entry.unknown")
                .doesNotContain("\tat ");
        assertThat(err.toString().strip().lines()).hasSize(3);
        assertThat(run("send", "--model", "article")).isEqualTo(2);
        assertThat(run("listen", "--scheme", "none")).isEqualTo(2);
        assertThat(run("verify", "--at", "noon", "--secret-file", secretFile)).isEqualTo(2);
        assertThat(err.toString())
                .contains("it is timestamped or strapi-native", "noon is not a time")
                .doesNotContain("Exception");
        assertThat(run("send", "--url", "localhost:4949", "--secret-file", secretFile))
                .isEqualTo(3);
        assertThat(run("secret", "-o", secretFile)).isEqualTo(3);
        assertThat(err.toString()).contains("is not a URL such as", "exists already");
    }

    @ParameterizedTest
    @CsvSource({
        "send,--url,${APP_URL}",
        "send,--url,http://127.0.0.1:${PORT}/webhooks/strapi",
        "send,--url,http://127.0.0.1:8080/${WEBHOOK_PATH}",
        "listen,--forward,${APP_URL}",
        "listen,--forward,http://${APP_HOST}:8080/webhooks/strapi",
    })
    void anAddressThatNothingHasFilledInIsRefused(String command, String option, String address) {
        assertThat(run(command, option, address, "--secret-file", secretFile)).isEqualTo(2);
        assertThat(err.toString())
                .contains("'" + option + "'", "still holds a placeholder")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign FILE", "verify FILE", "explain FILE", "listen", "send", "attack http://127.0.0.1:1/"})
    void aSecretThatNothingHasFilledInIsRefused(String command) throws Exception {
        String file = Files.writeString(folder.resolve("unfilled"), "${STRAPI_WEBHOOK_SECRET}\n")
                .toString();

        String delivery = signedDelivery();

        assertThat(run((command + " --secret-file " + file)
                        .replace("FILE", delivery)
                        .split(" ", -1)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--secret-file still holds a placeholder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen", "send", "attack", "sign", "verify", "explain", "secret", "types", "dead-letters"})
    void helpSaysWhatEveryOptionDoes(String command) {
        assertThat(run(command, "--help")).isZero();
        CommandSpec spec = Objects.requireNonNull(Cli.commandLine(CommandLine.defaultFactory())
                        .getSubcommands()
                        .get(command))
                .getCommandSpec();
        assertThat(spec.options()).allSatisfy(option -> {
            assertThat(out.toString()).contains(option.longestName());
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
        });
    }

    @Test
    void theShellCompletes() throws Exception {
        assertThat(run("generate-completion")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), out.toString());

        assertThat(new ProcessBuilder("bash", "-n", script.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(out.toString()).contains("--only", "two-signatures");
    }

    @Test
    void theListNamesEveryEvent() {
        assertThat(run("send", "--list")).isZero();
        assertThat(Samples.events(5)).hasSizeGreaterThan(10);
        assertThat(out.toString()).contains(Samples.events(4));
    }

    private String signedDelivery() throws Exception {
        Path body = Files.writeString(folder.resolve("body"), BODY);
        assertThat(run("sign", "--secret-file", secretFile, body.toString())).isZero();
        return Files.writeString(folder.resolve("delivery"), out + "\n" + BODY).toString();
    }

    private static String url(Listening listening) {
        return listening.endpoint().toString();
    }

    private int run(String... arguments) {
        return typed.run(arguments);
    }
}
