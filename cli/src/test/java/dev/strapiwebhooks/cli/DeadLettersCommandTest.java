package dev.strapiwebhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.ReceivedDelivery;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import dev.strapiwebhooks.jdbc.JdbcSchema;
import dev.strapiwebhooks.replay.ReplayKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeadLettersCommandTest {
    private static final String BODY = "{\"event\":\"custom.\\u001b[2J\",\"text\":\"東京\"}";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Typed typed = new Typed(new Commands());
    private boolean terminal = true;

    @BeforeEach
    void twoDeadLetters() throws SQLException {
        try (HikariDataSource database = JdbcDataSources.h2(file())) {
            JdbcSchema.apply(database);
            try (DurableInbox inbox =
                    DurableInbox.builder(database).handler(delivery -> {}).build()) {
                for (byte number = 1; number <= 3; number++) {
                    inbox.store(ReplayKey.of("strapi", new byte[] {number}), received(), Duration.ofMinutes(11));
                }
            }
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM strapi_webhook_work WHERE delivery < 3");
                statement.execute(
                        "INSERT INTO strapi_webhook_dead_letter (delivery, handler, document, died_at, attempts,"
                                + " error) SELECT id, 'default', document, CURRENT_TIMESTAMP, 12, 'java.io.IOException: no route'"
                                + " FROM strapi_webhook_delivery WHERE id < 3");
            }
        }
    }

    @Test
    void deadLettersAreListedWithoutWhatDrivesATerminal() {
        assertThat(run("list")).isZero();

        assertThat(typed.out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("12x  default  custom. [2J  -/-/-  java.io.IOException: no route"));
    }

    @Test
    void aDeadLetterIsShownAsItCame() {
        assertThat(run("show", "1")).isZero();

        assertThat(typed.out.toString().strip()).isEqualTo(BODY);
    }

    @Test
    void inAPipeAreTheBytesAsTheyCameAndNothingElse() throws SQLException {
        terminal = false;
        byte[] odd = new byte[] {'{', (byte) 0xff, 0, 0x1b, '[', (byte) 0xc2, (byte) 0x9b, '\r', '\n', '}'};
        replaceBodies(odd);

        assertThat(run("show", "1")).isZero();

        assertThat(bytes.toByteArray()).isEqualTo(odd);
        assertThat(typed.out.toString()).isEmpty();
        assertThat(typed.err.toString()).isEmpty();
    }

    @Test
    void whatASenderWroteDrivesNoTerminal() throws SQLException {
        replaceBodies(
                "a\u009b2Jb\u009d0;owned\u009cc\u202ed\u2066e\u001b[2Jf\u007f\rg\b\ufeff\ud83d\ude00\udb40\udc01\th\n東"
                        .getBytes(UTF_8));

        assertThat(run("show", "1")).isZero();

        assertThat(typed.out.toString().stripTrailing())
                .isEqualTo("a\\u009b2Jb\\u009d0;owned\\u009cc\\u202ed\\u2066e\\u001b[2Jf\\u007f\\u000dg\\u0008\\ufeff"
                        + "\ud83d\ude00\\udb40\\udc01\th\n東");
        assertThat(bytes.size()).isZero();
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThat(run("show", "3")).as("it is not dead").isEqualTo(1);
        assertThat(typed.err.toString()).contains("there is no dead letter 3");
    }

    @Test
    void deadLettersAreReplayedAndDropped() {
        assertThat(run("replay", "1")).isZero();
        assertThat(typed.out.toString().strip()).isEqualTo("1 will be handled again");
        assertThat(run("drop", "2", "7")).as("7 does not exist").isEqualTo(1);
        assertThat(typed.out.toString().strip()).isEqualTo("2 dropped");
        assertThat(typed.err.toString()).contains("there is no dead letter 7");
        assertThat(run("list")).isZero();
        assertThat(typed.out.toString()).isEmpty();
    }

    @Test
    void mistakesAreToldInALine() {
        assertThat(typed.run("dead-letters", "list")).isEqualTo(2);
        assertThat(typed.run("dead-letters", "--h2", file().toString()))
                .as("what of them?")
                .isEqualTo(2);
        assertThat(typed.run("dead", "--h2", directory.resolve("typo").toString(), "list"))
                .isEqualTo(3);
        assertThat(typed.err.toString())
                .contains("--url=URL", "--h2=FILE", "there is no " + directory.resolve("typo") + ".mv.db")
                .contains("Missing required subcommand")
                .doesNotContain("\tat ");
    }

    @Test
    void aDatabaseThatIsAwayIsToldWithTheReason() {
        assertThat(typed.run("dead-letters", "--url", "jdbc:postgresql://127.0.0.1:1/webhooks", "list"))
                .isEqualTo(3);

        assertThat(typed.err.toString().strip().lines())
                .singleElement()
                .asString()
                .startsWith("the database cannot be reached: Connection to 127.0.0.1:1 refused");
    }

    @Test
    void thePasswordInAUrlIsTheUsersOwn() {
        assertThat(typed.run("dead-letters", "--url", "postgresql://app:canary@db.example/webhooks", "list"))
                .isEqualTo(3);

        assertThat(typed.err.toString()).contains("jdbc:postgresql://host:5432/database", "user and password apart");
        assertThat(typed.out + typed.err.toString()).doesNotContain("canary", "db.example");
    }

    /** As a program, because only there the environment is its own. */
    @Test
    void thePasswordOfTheEnvironmentIsNotPrinted() throws Exception {
        String password = "canary-of-the-database";

        String printed = program(password, "--h2", directory.resolve(password).toString(), "list");

        assertThat(printed)
                .contains("there is no " + directory.resolve("[secret]"))
                .doesNotContain(password);
    }

    private static String program(String password, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Cli.class.getName(),
                                "dead-letters"),
                        Stream.of(arguments))
                .toList());
        program.environment().put("JDBC_PASSWORD", password);
        Process process = program.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(3);
        return printed;
    }

    private static ReceivedDelivery received() {
        byte[] body = BODY.getBytes(UTF_8);
        return ReceivedDelivery.of(
                "strapi",
                "default",
                Instant.now(),
                Map.of(),
                body,
                EventReader.create().read(body));
    }

    private void replaceBodies(byte[] body) throws SQLException {
        try (HikariDataSource database = JdbcDataSources.h2(file());
                Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE strapi_webhook_delivery SET body = ?")) {
            update.setBytes(1, body);
            assertThat(update.executeUpdate()).isEqualTo(3);
        }
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "dead-letters";
        all[1] = "--h2";
        all[2] = file().toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return typed.run(all);
    }

    private Path file() {
        return directory.resolve("webhooks");
    }

    private final class Commands implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == DeadLettersCommand.class
                    ? type.cast(new DeadLettersCommand(() -> terminal, new PrintStream(bytes, true, UTF_8)))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
