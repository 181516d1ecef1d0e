package dev.strapiwebhooks.benchmarks.verify;

import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.Verification;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.WebhookVerifier.KeyProvider;
import dev.strapiwebhooks.spi.SignatureScheme;
import dev.strapiwebhooks.spi.WebhookHeaders;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How one verification grows with the body and with the number of secrets, of which the last one fits. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrowthBenchmark {
    @Param({"500", "2000", "8000", "32000", "128000", "512000"})
    int bytes;

    @Param({"1", "2", "5"})
    int secrets;

    private Subject subject = () -> false;

    /** Signs one delivery. */
    @Setup
    public void prepare() {
        Sample sample = Sample.ofSize(bytes);
        List<NamedKey<WebhookSecret>> keys = Stream.concat(
                        IntStream.range(1, secrets)
                                .mapToObj(i ->
                                        NamedKey.of("old-" + i, WebhookSecret.of("another-secret-" + i + "-abcdef"))),
                        Stream.of(NamedKey.of("current", Sample.secret())))
                .toList();
        KeyProvider<WebhookSecret> provider = () -> keys;
        WebhookVerifier verifier = WebhookVerifier.builder(SignatureScheme.timestamped(), provider)
                .replayCheckedByCaller()
                .build();
        WebhookHeaders headers = Ours.headers(WebhookSigner.timestamped(Sample.secret()), sample.body(), sample.time());
        byte[] body = sample.body();
        subject = () -> verifier.verify(headers, body) instanceof Verification.Verified;
    }

    /** A refusal would measure something else, so it ends the run. */
    @Benchmark
    public boolean verify() throws Exception {
        if (!subject.verify()) {
            throw new IllegalStateException("a genuine delivery was refused");
        }
        return true;
    }
}
