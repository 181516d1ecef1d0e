package dev.strapiwebhooks.benchmarks.verify;

import com.slack.api.app_backend.SlackSignature;
import java.nio.charset.StandardCharsets;

/** Slack's SDK: takes the body as text and a timestamp in seconds. */
final class Slack {
    private Slack() {}

    static Subject of(Sample signed, byte[] arrived) {
        SlackSignature.Generator generator = new SlackSignature.Generator(Sample.SECRET);
        SlackSignature.Verifier verifier = new SlackSignature.Verifier(generator);
        String timestamp = Long.toString(signed.time().getEpochSecond());
        String signature = generator.generate(timestamp, signed.bodyText());
        return () -> verifier.isValid(timestamp, new String(arrived, StandardCharsets.UTF_8), signature);
    }
}
