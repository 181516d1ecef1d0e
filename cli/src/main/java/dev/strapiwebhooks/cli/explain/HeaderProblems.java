package dev.strapiwebhooks.cli.explain;

import dev.strapiwebhooks.cli.delivery.HeaderLine;
import dev.strapiwebhooks.cli.delivery.RecordedDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a header that was expected is not there, or not once. */
final class HeaderProblems {
    private static final Pattern SIGNATURE =
            Pattern.compile("(?:sha[0-9]{1,3}=|v[01][=,])?[0-9A-Fa-f]{40,128}|(?:[a-z0-9]+=)?[A-Za-z0-9+/]{43}=");
    private static final Pattern NOT_ASCII_OR_SPACE = Pattern.compile("[^\\x21-\\x7E]");
    /** As the admin panel's font shows no difference. */
    private static final Pattern LOOKS_LIKE_HYPHEN = Pattern.compile("[\\p{Pd}\\u00AD\\u2212_]");

    private HeaderProblems() {}

    static List<Finding> of(ExpectedScheme scheme, RecordedDelivery delivery) {
        List<Finding> findings = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names(scheme)) {
            int count = delivery.values(name).size();
            if (count > 1) {
                findings.add(repeated(name, count));
            } else if (count == 0) {
                lookalike(name, delivery)
                        .or(() -> otherName(name, delivery))
                        .ifPresentOrElse(findings::add, () -> missing.add(name));
            }
        }
        if (!missing.isEmpty()) {
            findings.add(missing(String.join(" and no ", missing)));
        }
        return findings;
    }

    private static List<String> names(ExpectedScheme scheme) {
        return scheme == ExpectedScheme.TIMESTAMPED
                ? List.of(scheme.signatureHeader(), ExpectedScheme.TIMESTAMP_HEADER)
                : List.of(scheme.signatureHeader());
    }

    private static Finding repeated(String name, int count) {
        return new Finding(
                "HEADER_REPEATED",
                true,
                name + " was sent " + count + " times, and only one can be right.",
                "Set it in one place: either typed into the webhook's headers, or by the code that signs.",
                "If a proxy adds it, let it replace the header.");
    }

    private static Optional<Finding> lookalike(String name, RecordedDelivery delivery) {
        return delivery.headers().stream()
                .map(HeaderLine::name)
                .filter(other -> plain(other).equalsIgnoreCase(name))
                .findFirst()
                .map(other -> new Finding(
                        "HEADER_NAME_LOOKALIKE",
                        true,
                        "There is a header that only looks like " + name + ": it is written " + visible(other) + ".",
                        "Type the name again with the keyboard's hyphen; pasting brings characters such as U+2011.",
                        "Nothing to change; a name of your own is checked for this when the scheme is built."));
    }

    /** Another header that holds what looks like a signature. */
    private static Optional<Finding> otherName(String name, RecordedDelivery delivery) {
        if (name.equals(ExpectedScheme.TIMESTAMP_HEADER)) {
            return Optional.empty();
        }
        return delivery.headers().stream()
                .filter(line -> SIGNATURE.matcher(line.value().strip()).matches())
                .findFirst()
                .map(line -> new Finding(
                        "HEADER_OTHER_NAME",
                        false,
                        "There is no " + name + ", but " + visible(line.name()) + " holds what looks like a signature.",
                        "Send the signature as " + name + ".",
                        "Or expect that name: SignatureScheme.timestamped().withSignatureHeader(…)."));
    }

    private static Finding missing(String name) {
        return new Finding(
                "HEADER_MISSING",
                true,
                "There is no " + name + " header.",
                "Strapi does not sign by itself: install the signing code of examples/strapi-sender, and restart Strapi.",
                "If a proxy drops it, let it through. A Strapi that cannot sign can send a bearer token: "
                        + "SignatureScheme.bearerToken().");
    }

    private static String plain(String name) {
        String hyphens = LOOKS_LIKE_HYPHEN.matcher(name).replaceAll("-");
        return NOT_ASCII_OR_SPACE.matcher(hyphens).replaceAll("").replace(":", "");
    }

    /** What cannot be seen is named. */
    static String visible(String name) {
        return NOT_ASCII_OR_SPACE
                .matcher(name)
                .replaceAll(
                        match -> String.format("<U+%04X>", (int) match.group().charAt(0)));
    }
}
