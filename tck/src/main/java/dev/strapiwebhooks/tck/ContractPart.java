package dev.strapiwebhooks.tck;

import dev.strapiwebhooks.WebhookEndpointBuilder;
import dev.strapiwebhooks.inbox.Inbox;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A group of tests that runs against a {@link ContractRig}. */
public interface ContractPart {
    /**
     * The started server.
     *
     * @return the rig
     */
    ContractRig rig();

    /**
     * Runs a test against a second server, whose endpoint has other settings.
     *
     * @param settings changes the endpoint
     * @param test what to do
     * @throws Exception when the server does not start or the test fails
     */
    default void withServer(UnaryOperator<WebhookEndpointBuilder> settings, Exchange test) throws Exception {
        withServer(ContractSetup.USUAL_IDLE_TIME, settings, test);
    }

    /**
     * Runs a test against a second server, whose connections may be silent for another time.
     *
     * @param idleTime the time after which the server closes a silent connection
     * @param settings changes the endpoint
     * @param test what to do
     * @throws Exception when the server does not start or the test fails
     */
    void withServer(Duration idleTime, UnaryOperator<WebhookEndpointBuilder> settings, Exchange test) throws Exception;

    /**
     * Runs a test against a second server, whose endpoint stores deliveries in an inbox.
     *
     * @param inbox the inbox
     * @param test what to do
     * @throws Exception when the server does not start or the test fails
     */
    void withInbox(Inbox inbox, Exchange test) throws Exception;

    /**
     * Starts a server whose secret is configured as text, in the way that applications of this adapter do it.
     *
     * @param secret what somebody wrote
     * @return the started server
     * @throws Exception when it does not start
     */
    RunningServer startWithSecret(String secret) throws Exception;

    /** A test against a server of its own. */
    @FunctionalInterface
    interface Exchange {
        /**
         * Runs the test.
         *
         * @param rig the started server
         * @throws Exception when it fails
         */
        void run(ContractRig rig) throws Exception;
    }

    /**
     * Whether a router in front of the adapter knows POST only, so that other methods get its own 404 or 405.
     *
     * @return false unless overridden
     */
    default boolean routesByMethod() {
        return false;
    }
}
