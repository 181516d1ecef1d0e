package dev.strapiwebhooks.jdbc.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.jdbc.CapturedLog;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import dev.strapiwebhooks.jdbc.JdbcSchema;
import dev.strapiwebhooks.jdbc.TestDeliveries;
import dev.strapiwebhooks.replay.ReplayKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

@Isolated
class DeadLettersCommandTest {
    private static final String BODY = "{\"event\":\"custom.\\u001b[2J\",\"text\":\"東京\"}";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean terminal = true;

    @BeforeEach
    void twoDeadLetters() throws SQLException {
        try (HikariDataSource database = JdbcDataSources.h2(file())) {
            JdbcSchema.apply(database);
            try (DurableInbox inbox =
                    DurableInbox.builder(database).handler(delivery -> {}).build()) {
                for (byte number = 1; number <= 3; number++) {
                    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
                    inbox.store(
                            ReplayKey.of("strapi", new byte[] {number}),
                            TestDeliveries.received(body),
                            Duration.ofMinutes(11));
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

        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("12x  default  custom. [2J  -/-/-  java.io.IOException: no route"));
    }

    @Test
    void aDeadLetterIsShownAsItCame() {
        assertThat(run("show", "1")).isZero();

        assertThat(out.toString().strip()).isEqualTo(BODY);
    }

    @Test
    void inAPipeAreTheBytesAsTheyCameAndNothingElse() throws SQLException {
        terminal = false;
        byte[] odd = new byte[] {'{', (byte) 0xff, 0, 0x1b, '[', (byte) 0xc2, (byte) 0x9b, '\r', '\n', '}'};
        replaceBodies(odd);

        assertThat(run("show", "1")).isZero();

        assertThat(bytes.toByteArray()).isEqualTo(odd);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatASenderWroteDrivesNoTerminal() throws SQLException {
        replaceBodies(
                "a\u009b2Jb\u009d0;owned\u009cc\u202ed\u2066e\u001b[2Jf\u007f\rg\b\ufeff\ud83d\ude00\udb40\udc01\th\n東"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(run("show", "1")).isZero();

        assertThat(out.toString().stripTrailing())
                .isEqualTo("a\\u009b2Jb\\u009d0;owned\\u009cc\\u202ed\\u2066e\\u001b[2Jf\\u007f\\u000dg\\u0008\\ufeff"
                        + "\ud83d\ude00\\udb40\\udc01\th\n東");
        assertThat(bytes.size()).isZero();
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThat(run("show", "3")).as("it is not dead").isEqualTo(1);
        assertThat(err.toString()).contains("there is no dead letter 3");
    }

    @Test
    void deadLettersAreReplayedAndDropped() {
        assertThat(run("replay", "1")).isZero();
        assertThat(run("drop", "2", "7")).as("7 does not exist").isEqualTo(1);
        assertThat(run("list")).isZero();

        assertThat(out.toString().lines()).containsExactly("1 will be handled again", "2 dropped");
        assertThat(err.toString()).contains("there is no dead letter 7");
    }

    @Test
    void mistakesAreToldInALine() {
        assertThat(command().execute("list")).isEqualTo(2);
        assertThat(command().execute("--h2", directory.resolve("typo").toString(), "list"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("--url=URL", "--h2=FILE", "there is no " + directory.resolve("typo") + ".mv.db");
    }

    @Test
    void thePasswordInAUrlIsTheUsersOwn() {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(command().execute("--url", "postgresql://app:canary@db.example/webhooks", "list"))
                    .isEqualTo(1);

            assertThat(err.toString()).contains("jdbc:postgresql://host:5432/database", "user and password apart");
            assertThat(out + err.toString() + log.text()).doesNotContain("canary", "db.example");
        }
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
        String[] all = new String[arguments.length + 2];
        all[0] = "--h2";
        all[1] = file().toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return command().execute(all);
    }

    private CommandLine command() {
        return DeadLettersCommand.commandLine(new DeadLettersCommand(terminal, new PrintStream(bytes, true)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private Path file() {
        return directory.resolve("webhooks");
    }
}
