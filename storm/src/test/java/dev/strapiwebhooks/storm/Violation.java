package dev.strapiwebhooks.storm;

import java.util.List;

/**
 * A promise that was broken.
 *
 * @param promise which
 * @param what how
 * @param proofs the lines of the journals that prove it
 */
record Violation(Promise promise, String what, List<?> proofs) {
    Violation {
        proofs = List.copyOf(proofs);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(promise + ": " + what);
        proofs.forEach(proof -> text.append("\n    ").append(proof));
        return text.toString();
    }
}
