package dev.strapiwebhooks.cli.explain;

import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import dev.strapiwebhooks.cli.explain.DigestVariants.Digest;
import dev.strapiwebhooks.cli.explain.LayoutVariants.Layout;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the forms of secret, layout, body and digest that make the signature that was sent. Tries nothing wrong, then
 * one thing, then two; the least that fits is the answer.
 */
final class SignatureSearch {
    private static final int MOST_CAUSES = 2;

    private final List<SentSignature> sent;
    private final List<Variant<byte[]>> keys;
    private final List<Variant<Layout>> layouts;
    private final List<Variant<byte[]>> bodies;
    private final List<Variant<Digest>> digests = DigestVariants.all();

    SignatureSearch(
            List<SentSignature> sent,
            List<Variant<byte[]>> keys,
            List<Variant<Layout>> layouts,
            List<Variant<byte[]>> bodies) {
        this.sent = sent;
        this.keys = keys;
        this.layouts = layouts;
        this.bodies = bodies;
    }

    /** What must have gone wrong with the one signature of a delivery; empty when there is not one, or nothing fits. */
    static Optional<Set<Cause>> run(ExpectedScheme scheme, List<CandidateSecret> secrets, RecordedDelivery delivery) {
        List<String> signatures = delivery.values(scheme.signatureHeader());
        return signatures.size() != 1
                ? Optional.empty()
                : new SignatureSearch(
                                SentSignature.of(signatures.get(0)),
                                SecretVariants.of(secrets),
                                LayoutVariants.of(scheme, delivery),
                                BodyVariants.of(delivery.body()))
                        .run();
    }

    /** What must have gone wrong; an empty set when the signature fits as it is, empty when nothing that is known fits. */
    Optional<Set<Cause>> run() {
        for (int causes = 0; causes <= MOST_CAUSES && !sent.isEmpty(); causes++) {
            Optional<Set<Cause>> found = withCauses(causes);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Set<Cause>> withCauses(int causes) {
        for (Variant<byte[]> body : atMost(bodies, causes)) {
            byte[] bytes = body.value();
            if (body.steps() > 0 && Arrays.equals(bytes, expectedBody())) {
                continue; // this body has no such form
            }
            for (Variant<byte[]> key : atMost(keys, causes - body.steps())) {
                for (Variant<Layout> layout : atMost(layouts, causes - body.steps() - key.steps())) {
                    int left = causes - body.steps() - key.steps() - layout.steps();
                    for (Variant<Digest> digest : digests) {
                        Optional<SentSignature> match =
                                digest.steps() == left ? matching(key, layout, digest, bytes) : Optional.empty();
                        if (match.isPresent()) {
                            return Optional.of(causes(match.get(), key, layout, body, digest));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private byte[] expectedBody() {
        return bodies.get(0).value();
    }

    private static <T> List<Variant<T>> atMost(List<Variant<T>> variants, int causes) {
        return variants.stream().filter(variant -> variant.steps() <= causes).toList();
    }

    /** Of a signature by another digest, it goes without saying that it is written otherwise. */
    private static Set<Cause> causes(SentSignature match, Variant<?>... variants) {
        Set<Cause> causes = new LinkedHashSet<>();
        for (Variant<?> variant : variants) {
            causes.addAll(variant.causes());
        }
        boolean isOtherDigest = causes.stream().anyMatch(cause -> cause.name().startsWith("DIGEST_"));
        match.cause().filter(cause -> !isOtherDigest).ifPresent(causes::add);
        return causes;
    }

    private Optional<SentSignature> matching(
            Variant<byte[]> key, Variant<Layout> layout, Variant<Digest> digest, byte[] body) {
        byte[] computed = sign(key.value(), layout.value(), digest.value(), body);
        return sent.stream()
                .filter(signature -> MessageDigest.isEqual(computed, signature.bytes()))
                .findFirst();
    }

    private static byte[] sign(byte[] key, Layout layout, Digest digest, byte[] body) {
        try {
            return digest.sign(key, layout.before(), body, layout.after());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must provide these digests", e);
        }
    }
}
