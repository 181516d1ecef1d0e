package dev.strapiwebhooks.jdbc;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class RacesOnPostgresTest {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.withoutFsync();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Nested
    class EndsAndSenders extends EndAndSenderRaces {
        EndsAndSenders() {
            super(server::prepared);
        }
    }

    @Nested
    class Fences extends FenceRaces {
        Fences() {
            super(server::prepared);
        }
    }

    @Nested
    class AnswersLost extends LostAnswerRaces {
        AnswersLost() {
            super(server::prepared);
        }
    }

    @Nested
    class Copies extends CopyRaces {
        Copies() {
            super(server::prepared);
        }
    }

    @Nested
    class Transactional extends TransactionalRaces {
        Transactional() {
            super(server::prepared);
        }
    }

    @Nested
    class Standstill extends StandstillRaces {
        Standstill() {
            super(server::prepared);
        }
    }

    @Nested
    class Order extends OrderRaces {
        Order() {
            super(server::prepared);
        }
    }

    @Nested
    class KilledProcess extends KilledProcessRaces {
        KilledProcess() {
            super(server::prepared);
        }
    }

    @Nested
    class Registry extends RegistryRaces {
        Registry() {
            super(server::prepared);
        }
    }

    @Nested
    class SuspendedProcess extends SuspendedProcessRaces {
        SuspendedProcess() {
            super(server::prepared);
        }
    }

    @Nested
    class DeadLetter extends DeadLetterRaces {
        DeadLetter() {
            super(server::prepared);
        }
    }

    @Nested
    class Crowd extends CrowdRaces {
        Crowd() {
            super(server::prepared);
        }
    }
}
