package dev.strapiwebhooks.tck;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.inbox.Inbox;
import java.time.Duration;
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
                BytesContract,
                KeyContract,
                TimestampContract,
                ReplayContract,
                HeadContract,
                BodyContract,
                ConnectionContract,
                CrowdContract,
                FramingContract,
                TrafficContract,
                FailureContract,
                InboxEndpointContract,
                LeakContract,
                CatalogueContract {
    private @Nullable ContractRig rig;

    /** For subclasses. */
    protected AdapterContract() {}

    /**
     * Starts a server on a free port of the loopback interface.
     *
     * @param setup what it is to serve
     * @return the started server
     * @throws Exception when it does not start
     */
    protected abstract RunningServer start(ContractSetup setup) throws Exception;

    /** By code, unless overridden. */
    @Override
    public RunningServer startWithSecret(String secret) throws Exception {
        WebhookVerifier verifier =
                WebhookVerifier.timestamped(WebhookSecret.of(secret)).build();
        return start(
                new ContractSetup(WebhookEndpoint.of(verifier), rig().application(), ContractSetup.USUAL_IDLE_TIME));
    }

    @Override
    public final ContractRig rig() {
        return requireNonNull(rig, "the server is not started");
    }

    @Override
    public final void withServer(Duration idleTime, UnaryOperator<WebhookEndpointBuilder> settings, Exchange test)
            throws Exception {
        run(test, new ContractRig(this, idleTime, settings));
    }

    @Override
    public final void withInbox(Inbox inbox, Exchange test) throws Exception {
        run(test, ContractRig.withInbox(this, inbox));
    }

    private static void run(Exchange test, ContractRig rig) throws Exception {
        try {
            test.run(rig);
        } finally {
            rig.stop();
        }
    }

    @BeforeAll
    final void startServer() throws Exception {
        rig = new ContractRig(this, ContractSetup.USUAL_IDLE_TIME, settings -> settings);
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
