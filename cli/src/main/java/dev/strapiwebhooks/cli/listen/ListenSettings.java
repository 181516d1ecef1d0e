package dev.strapiwebhooks.cli.listen;

import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.cli.explain.CandidateSecret;
import dev.strapiwebhooks.cli.explain.ExpectedScheme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to listen.
 *
 * @param host the address that receives deliveries; the page is always on this machine only
 * @param port where deliveries come in; 0 takes a free one
 * @param path their path
 * @param pagePort where the page is; 0 takes a free one
 * @param verifier verifies deliveries
 * @param scheme what the verifier expects, for explanations
 * @param secrets the secrets as they lie there, for explanations
 * @param tolerance the verifier's, for explanations
 * @param maxBodySize the largest accepted body, in bytes
 * @param keep a file for deliveries; null for memory
 * @param most how many deliveries are kept
 * @param forward where verified deliveries are passed on to; null for nowhere
 */
public record ListenSettings(
        String host,
        int port,
        String path,
        int pagePort,
        WebhookVerifier verifier,
        ExpectedScheme scheme,
        List<CandidateSecret> secrets,
        Duration tolerance,
        int maxBodySize,
        @Nullable Path keep,
        int most,
        @Nullable URI forward) {}
