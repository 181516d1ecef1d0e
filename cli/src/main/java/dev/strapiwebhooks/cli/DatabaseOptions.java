package dev.strapiwebhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.cli.explain.CandidateSecret;
import dev.strapiwebhooks.jdbc.JdbcDataSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which database. The password comes from the environment, where other users of the machine do not see it. */
final class DatabaseOptions {
    private static final String PASSWORD = "JDBC_PASSWORD";

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The database's user. The password is in $" + PASSWORD + ".")
    private @Nullable String user;

    /** One of two. */
    static final class Place {
        @Option(names = "--url", paramLabel = "URL", description = "JDBC URL, such as jdbc:postgresql://host/database.")
        private @Nullable String url;

        @Option(
                names = "--h2",
                paramLabel = "FILE",
                description = "H2's file without .mv.db. Stop the receiver first: the file belongs to one process.")
        private @Nullable Path file;
    }

    HikariDataSource open() {
        if (place.url != null) {
            return JdbcDataSources.connect(place.url, user, System.getenv(PASSWORD));
        }
        Path file = Objects.requireNonNull(place.file);
        if (!Files.exists(Path.of(file + ".mv.db"))) {
            throw new IllegalArgumentException("there is no " + file + ".mv.db");
        }
        return JdbcDataSources.h2(file);
    }

    /** What must not be printed, should a driver repeat it. */
    List<CandidateSecret> known() {
        String password = System.getenv(PASSWORD);
        return password == null ? List.of() : List.of(CandidateSecret.current(password.getBytes(UTF_8)));
    }
}
