package dev.strapiwebhooks.tck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport;
import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.servlet.FilterParameter;
import dev.strapiwebhooks.servlet.StrapiWebhookFilter;
import dev.strapiwebhooks.tck.AdapterContract;
import dev.strapiwebhooks.tck.ContractApplication;
import dev.strapiwebhooks.tck.ContractSetup;
import dev.strapiwebhooks.tck.RunningServer;
import dev.strapiwebhooks.tck.Threat;
import dev.strapiwebhooks.tck.Withstands;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawConnection;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, and what only servlet containers do: dispatches, asynchronous handlers, readers. */
public abstract class ServletContainerContract extends AdapterContract {
    @TempDir
    private Path folder = Path.of("");

    /**
     * Starts a container on a free port of the loopback interface.
     *
     * @param setup what to deploy
     * @return the started server
     * @throws Exception when it does not start
     */
    protected abstract RunningServer start(ServletSetup setup) throws Exception;

    @Override
    protected final RunningServer start(ContractSetup setup) throws Exception {
        return start(new ServletSetup(
                new StrapiWebhookFilter(setup.endpoint()), Map.of(), servlets(setup.application()), setup.idleTime()));
    }

    /** By init parameter, as in {@code web.xml}. */
    @Override
    public final RunningServer startWithSecret(String secret) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "secret", ".txt"), secret);
        return start(new ServletSetup(
                new StrapiWebhookFilter(),
                Map.of(FilterParameter.SECRET_FILE.parameter(), file.toString()),
                servlets(rig().application()),
                ContractSetup.USUAL_IDLE_TIME));
    }

    private static Map<String, HttpServlet> servlets(ContractApplication application) {
        return Map.of(
                ServletSetup.PROTECTED,
                new ContractServlet(application),
                ServletSetup.FORWARDED,
                new ContractServlet(application),
                ContractSetup.UNPROTECTED,
                new ContractServlet(application),
                "/",
                new ContractServlet(application));
    }

    @Test
    @Withstands({Threat.CONTAINER_PATHS, Threat.QUIET_FAILURE})
    @DisplayName("error dispatch: passes the filter without being verified again, and the claim is released")
    void errorDispatch() throws IOException {
        SignedDelivery delivery = rig().fresh();

        HttpAnswer answer = send("error-page", delivery);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).endsWith("error page of entry.update");
        rig().accepted(delivery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "dispatch", "dispatch-elsewhere", "forward", "reader"})
    @Withstands(Threat.CONTAINER_PATHS)
    @DisplayName("container paths: dispatches and readers see the verified body, and nothing is verified twice")
    void dispatches(String mode) throws IOException {
        SignedDelivery delivery = rig().fresh();

        assertThat(send(mode, delivery).status()).isEqualTo(200);
        assertThat(rig().application().calls()).isEqualTo(1);
        assertThat(rig().application().last().body()).isEqualTo(delivery.body());
        rig().refused(delivery, 409, "REPLAY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "dispatch", "dispatch-elsewhere", "forward"})
    @Withstands(Threat.QUIET_FAILURE)
    @DisplayName("handler fails quietly, asynchronously or after a dispatch: the claim is released")
    void quietFailureAfterADispatch(String mode) throws IOException {
        SignedDelivery delivery = rig().fresh();
        rig().application().nextAnswers(503);

        assertThat(send(mode, delivery).status()).isEqualTo(503);
        acceptedSoon(delivery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch", "forward", "committed", "timeout", "send-error"})
    @Withstands(Threat.QUIET_FAILURE)
    @DisplayName("handler fails late: the claim is released")
    void lateFailure(String mode) throws IOException {
        SignedDelivery delivery = rig().fresh();
        rig().application().nextThrows();

        int status = send(mode, delivery).status();

        assertThat(status).isIn(mode.equals("committed") ? new Integer[] {200, 0} : new Integer[] {500, 503});
        rig().application().nextAnswers(200);
        acceptedSoon(delivery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "dispatch", "large-answer", "async-large-answer"})
    @Withstands({Threat.BROKEN_CONNECTIONS, Threat.REPLAY})
    @DisplayName(
            "reset while the handler works, also when its answer cannot be written: handled once, a resend is a replay")
    void resetWhileAnswered(String mode) throws Exception {
        SignedDelivery delivery = rig().fresh();

        DeliveryReport outcome = rig().resetWhileHandled(URI.create(rig().uri() + "?mode=" + mode), delivery);

        assertThat(outcome.verdict()).isEqualTo(Verdict.HANDLED);
        rig().refused(delivery, 409, "REPLAY");
        assertThat(rig().application().calls()).isEqualTo(1);
    }

    /** Containers report the end of asynchronous handling after they have answered, so a quick resend may be too early. */
    private void acceptedSoon(SignedDelivery delivery) throws IOException {
        HttpAnswer answer = RawHttp.send(rig().uri(), delivery);
        for (int attempt = 0; attempt < 500 && answer.status() == 409; attempt++) {
            answer = RawHttp.send(rig().uri(), delivery);
        }
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    @Withstands(Threat.CHARSET_AND_LINE_ENDINGS)
    @DisplayName("the handler reads the text that was signed, whatever the first Content-Type says")
    void signedTextByReader() throws IOException {
        SignedDelivery delivery = rig().fresh().with("Content-Type", "text/plain, application/json");

        assertThat(send("reader", delivery).status()).isEqualTo(200);
        assertThat(rig().application().last().body()).isEqualTo(delivery.body());
        assertThat(send("headers", rig().fresh().with("Content-Type", "text/plain, application/json"))
                        .text())
                .contains("UTF-8 application/json application/json [application/json] 1");
    }

    @Test
    @Withstands(Threat.QUIET_FAILURE)
    @DisplayName("a handler in another language throws a checked exception: the claim is released")
    void undeclaredException() throws IOException {
        SignedDelivery delivery = rig().fresh();

        assertThat(send("sneaky", delivery).status()).isEqualTo(500);
        rig().accepted(delivery);
    }

    @Test
    @DisplayName("a sender who stalls, or never ends, after a refusal is cut off")
    void refusalOfASenderWithoutAnEnd() throws IOException {
        SignedDelivery unsigned = rig().fresh().without("X-Webhook-Signature");
        byte[] head = RawConnection.head(rig().uri(), unsigned, "Content-Length: 1073741824\r\n");
        try (RawConnection stalled = RawConnection.open(rig().uri())) {
            stalled.timeout(Duration.ofSeconds(15)); // before the idle time of the server
            stalled.write(head, new byte[1]);
            assertThat(stalled.answer().status()).isEqualTo(413);
        }
        try (RawConnection endless = RawConnection.open(rig().uri())) {
            byte[][] parts = new byte[256][];
            Arrays.fill(parts, new byte[1 << 20]);
            assertThat(endless.writeAll(head) && endless.writeAll(parts)).isFalse();
        }
        rig().accepted(rig().fresh());
    }

    private HttpAnswer send(String mode, SignedDelivery delivery) throws IOException {
        return RawHttp.send(URI.create(rig().uri() + "?mode=" + mode), delivery);
    }
}
