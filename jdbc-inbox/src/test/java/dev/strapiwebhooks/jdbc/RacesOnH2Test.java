package dev.strapiwebhooks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class RacesOnH2Test {
    @TempDir
    private Path directory;

    private HikariDataSource prepared() {
        HikariDataSource database = JdbcDataSources.h2(directory.resolve("webhooks"));
        JdbcSchema.apply(database);
        return database;
    }

    @Nested
    class EndsAndSenders extends EndAndSenderRaces {
        EndsAndSenders() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class Fences extends FenceRaces {
        Fences() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class AnswersLost extends LostAnswerRaces {
        AnswersLost() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class Copies extends CopyRaces {
        Copies() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class Transactional extends TransactionalRaces {
        Transactional() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class Order extends OrderRaces {
        Order() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class KilledProcess extends KilledProcessRaces {
        KilledProcess() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class Registry extends RegistryRaces {
        Registry() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class SuspendedProcess extends SuspendedProcessRaces {
        SuspendedProcess() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class DeadLetter extends DeadLetterRaces {
        DeadLetter() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class Crowd extends CrowdRaces {
        Crowd() {
            super(RacesOnH2Test.this::prepared);
        }
    }

    @Nested
    class Crossing extends CrossingRaces {
        Crossing() {
            super(RacesOnH2Test.this::prepared);
        }
    }
}
