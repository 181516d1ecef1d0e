package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class RacesOnPostgresTest {
    private static PostgresServer server;
    private static String url;

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        server = PostgresServer.withoutFsync();
        url = server.emptyDatabase();
        try (HikariDataSource database = JdbcDataSources.connect(url, null, null)) {
            JdbcSchema.apply(database);
        }
    }

    /** A database for each test would take longer than the tests. */
    private static HikariDataSource emptied() throws SQLException {
        HikariDataSource database = JdbcDataSources.connect(url, null, null);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "TRUNCATE strapi_webhook_delivery, strapi_webhook_handler, strapi_webhook_work,"
                            + " strapi_webhook_lease, strapi_webhook_mark, strapi_webhook_dead_letter; DROP TABLE IF EXISTS effect");
        }
        return database;
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Nested
    class EndsAndSenders extends EndAndSenderRaces {
        EndsAndSenders() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Fences extends FenceRaces {
        Fences() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class AnswersLost extends LostAnswerRaces {
        AnswersLost() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Copies extends CopyRaces {
        Copies() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Transactional extends TransactionalRaces {
        Transactional() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Standstill extends StandstillRaces {
        Standstill() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Order extends OrderRaces {
        Order() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class KilledProcess extends KilledProcessRaces {
        KilledProcess() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Registry extends RegistryRaces {
        Registry() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class SuspendedProcess extends SuspendedProcessRaces {
        SuspendedProcess() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class DeadLetter extends DeadLetterRaces {
        DeadLetter() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Crowd extends CrowdRaces {
        Crowd() {
            super(RacesOnPostgresTest::emptied);
        }
    }

    @Nested
    class Crossing extends CrossingRaces {
        Crossing() {
            super(RacesOnPostgresTest::emptied);
        }
    }
}
