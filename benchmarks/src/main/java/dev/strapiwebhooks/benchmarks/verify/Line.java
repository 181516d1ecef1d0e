package dev.strapiwebhooks.benchmarks.verify;

import com.linecorp.bot.parser.LineSignatureValidator;
import java.util.Base64;

/** The parser of LINE's bot SDK: Base64 over the body, no time. */
final class Line {
    private Line() {}

    static Subject of(Sample signed, byte[] arrived) {
        LineSignatureValidator validator = new LineSignatureValidator(Sample.SECRET_BYTES);
        String signature = Base64.getEncoder().encodeToString(validator.generateSignature(signed.body()));
        return () -> validator.validateSignature(arrived, signature);
    }
}
