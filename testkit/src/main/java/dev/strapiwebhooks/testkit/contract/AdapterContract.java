package dev.strapiwebhooks.testkit.contract;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What every adapter does on every server. A subclass starts one; the tests come from the parts of the contract, each of
 * which holds the attacks of one kind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AdapterContract
        implements AcceptanceContract,
                SignatureContract,
                TimestampContract,
                ReplayContract,
                HeadContract,
                BodyContract,
                TrafficContract,
                FailureContract {
    private @Nullable ContractRig rig;

    /** For subclasses. */
    protected AdapterContract() {}

    /**
     * Starts a server on a free port of the loopback interface, with the adapter at {@code /webhooks/strapi} in front of
     * the application. Handlers pass the typed event and the body they can read to {@link ContractApplication#handle} and
     * answer with the status that it returns.
     *
     * @param endpoint what the adapter guards with
     * @param application the application
     * @return the started server
     * @throws Exception when it does not start
     */
    protected abstract RunningServer start(WebhookEndpoint endpoint, ContractApplication application) throws Exception;

    @Override
    public final ContractRig rig() {
        return requireNonNull(rig, "the server is not started");
    }

    @Override
    public final void withServer(UnaryOperator<WebhookEndpointBuilder> settings, Exchange test) throws Exception {
        ContractRig other = new ContractRig(this, settings);
        try {
            test.run(other);
        } finally {
            other.stop();
        }
    }

    @BeforeAll
    final void startServer() throws Exception {
        rig = new ContractRig(this, settings -> settings);
    }

    @BeforeEach
    final void resetRig() {
        rig().reset();
    }

    @AfterAll
    final void stopServer() throws Exception {
        rig().stop();
    }
}
