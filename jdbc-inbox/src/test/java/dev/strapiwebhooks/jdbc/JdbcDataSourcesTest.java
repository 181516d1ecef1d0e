package dev.strapiwebhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs are taken, and that no password in one of them is told to anybody: no log at any level, no exception. */
@Isolated
class JdbcDataSourcesTest {
    private static final String SECRET = "canary";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:canary@127.0.0.1:1/db", // what hosters write into DATABASE_URL
                "postgres://app:canary@127.0.0.1:1/db",
                "canary",
                "jdbc:canary",
                " jdbc:postgresql://127.0.0.1:1/db?password=canary",
                "jdbc:mysql://app:canary@127.0.0.1:1/db?password=canary",
                "jdbc:oracle:thin:app/canary@127.0.0.1:1/db",
                "jdbc:postgresql://app:canary@127.0.0.1:1/db",
                "jdbc:postgresql://app:canary@127.0.0.1:1/",
                "jdbc:postgresql://app:1/canary@127.0.0.1:1/db",
                "jdbc:postgresql://app:1/canary@127.0.0.1",
                "jdbc:postgresql://app:1?canary@127.0.0.1:1/db",
                "jdbc:postgresql://127.0.0.1:canary/db",
                "jdbc:postgresql://127.0.0.1:1?user=app&password=canary",
                "jdbc:postgresql://127.0.0.1:1/db?user=app&password=a&canary",
                "jdbc:postgresql://127.0.0.1:1/db?user=app&password=canary%zz",
                "jdbc:postgresql://127.0.0.1:1/db?user=app&password=other&password=canary",
                "jdbc:postgresql://127.0.0.1:1/db?user=app&sslpassword=canary",
                "jdbc:h2:tcp://app:canary@127.0.0.1:1/db",
                "jdbc:h2:mem:db?password=canary",
                "jdbc:h2:mem:db;USER=sa;PASSWORD=a;canary",
            })
    void aUrlThatIsNotUnderstoodIsRefusedBeforeAnybodySeesIt(String url) {
        try (CapturedLog log = new CapturedLog()) {
            Throwable failure = catchThrowable(() -> connect(url));

            assertThat(failure).isInstanceOf(IllegalArgumentException.class);
            assertThat(failure).hasMessageContaining("JDBC URL");
            assertThat(everythingOf(failure)).doesNotContain(SECRET);
            assertThat(log.text()).doesNotContain(SECRET, "hikari");
        }
    }

    @Test
    void whatToWriteIsTold() {
        assertThatThrownBy(() -> connect("postgresql://app:canary@db.example/webhooks"))
                .hasMessageContaining("jdbc:postgresql://host:5432/database")
                .hasMessageContaining("user and password apart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:1/db?user=app&password=canary",
                "jdbc:postgresql://127.0.0.1:1/db?password=canary&socketTimeout=never",
                "jdbc:h2:mem:db;USER=app;PASSWORD=canary;NO_SUCH_SETTING=1",
                "jdbc:h2:mem:db;INIT=SELECT 1\\\\;Password=canary;NO_SUCH_SETTING=1",
            })
    void aConnectionThatFailsTellsNoPassword(String url) {
        try (CapturedLog log = new CapturedLog()) {
            Throwable failure = catchThrowable(() -> {
                try (HikariDataSource dataSource = connect(url)) {
                    dataSource.setConnectionTimeout(250);
                    String unused = userOf(dataSource);
                }
            });

            assertThat(failure).isNotNull();
            assertThat(everythingOf(failure)).doesNotContain(SECRET);
            assertThat(log.text()).contains("hikari").doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:db",
                "jdbc:postgresql://db.example/web-hooks",
                "jdbc:postgresql://[::1]:5432,db_2.example:5433/db?targetServerType=primary&options=-c%20work_mem=1MB",
                "jdbc:h2:mem:",
                "jdbc:h2:./data/web@hooks;MODE=PostgreSQL;INIT=SET LOCK_TIMEOUT 1\\;SET MODE REGULAR",
                "jdbc:h2:tcp://db.example:9092/~/db",
            })
    void whatNamesNoUserStaysAsItIs(String url) {
        JdbcUrl parsed = JdbcUrl.parse(url);

        assertThat(parsed.text()).isEqualTo(url);
        assertThat(parsed.user()).isNull();
        assertThat(parsed.password()).isNull();
    }

    @Test
    void aUrlOfH2MayNameUserAndPassword(@TempDir Path directory) throws SQLException {
        String url = "jdbc:h2:" + directory.resolve("at@home") + ";DB_CLOSE_ON_EXIT=FALSE";
        try (CapturedLog log = new CapturedLog();
                HikariDataSource first = connect(url + ";user=app;PASSWORD=canary\\;1")) {
            assertThat(userOf(first)).isEqualTo("APP");
            assertThat(first.getJdbcUrl()).isEqualTo(url);
            assertThat(log.text()).contains("hikari").doesNotContain(SECRET);
        }
        assertThatThrownBy(() -> JdbcDataSources.connect(url, "app", "canary")).hasMessageContaining("Wrong user name");
        try (HikariDataSource apart = JdbcDataSources.connect(url, "app", "canary;1")) {
            assertThat(userOf(apart)).isEqualTo("APP");
        }
    }

    @Test
    void aUrlOfPostgresqlMayNameUserAndPassword() throws IOException, SQLException {
        try (PostgresServer server = new PostgresServer();
                CapturedLog log = new CapturedLog()) {
            String plain = server.emptyDatabase().replaceFirst("[?].*", "");
            try (HikariDataSource dataSource =
                    connect(plain + "?user=postgre%73&password=canary%20&tcpKeepAlive=true")) {
                assertThat(userOf(dataSource)).isEqualToIgnoringCase("postgres");
                assertThat(dataSource.getPassword()).isEqualTo("canary ");
                assertThat(dataSource.getJdbcUrl()).isEqualTo(plain + "?tcpKeepAlive=true");
            }
            assertThat(log.text()).contains("hikari", "Connecting with URL").doesNotContain(SECRET);
        }
    }

    @Test
    void userAndPasswordAreWrittenOnce() {
        assertThatThrownBy(() -> JdbcDataSources.connect("jdbc:h2:mem:db;USER=app", "canary", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the user is in the JDBC URL and beside it; write it once")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> JdbcDataSources.connect("jdbc:h2:mem:db;PASSWORD=canary", null, SECRET))
                .hasMessageContaining("the password is in the JDBC URL and beside it")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${DATABASE_URL}                             |                 |          | the JDBC URL still holds a placeholder: DATABASE_URL is not set
            jdbc:postgresql://app:canary@${DB_HOST:h}/d |                 |          | the JDBC URL still holds a placeholder: DB_HOST is not set
            jdbc:h2:mem:db                              | canary${db.user}|          | the user still holds a placeholder: db.user is not set
            jdbc:h2:mem:db                              |                 | ${A:${B}}canary| the password still holds a placeholder: A is not set
            jdbc:h2:mem:db                              |                 | ${ canary }| the password still holds a placeholder: the variable in it is not set
            jdbc:h2:mem:db;PASSWORD=canary${PW}         |                 |          | the JDBC URL still holds a placeholder: PW is not set
            """)
    void aPlaceholderThatNobodyFilledInIsNamed(
            String url, @Nullable String user, @Nullable String password, String told) {
        assertThatThrownBy(() -> JdbcDataSources.connect(url, user, password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(told)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void aPasswordMayLookALittleLikeAPlaceholder() throws SQLException {
        try (HikariDataSource dataSource = JdbcDataSources.connect("jdbc:h2:mem:", "sa", "$a{b}${c")) {
            assertThat(userOf(dataSource)).isEqualTo("SA");
        }
    }

    private static HikariDataSource connect(String url) {
        return JdbcDataSources.connect(url, null, null);
    }

    private static String userOf(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getUserName();
        }
    }

    /** With all causes and what was suppressed. */
    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
