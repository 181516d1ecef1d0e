package dev.strapiwebhooks.cli.explain;

import java.util.List;

/**
 * Why a delivery was refused, or that nothing is wrong with it.
 *
 * @param summary one sentence
 * @param findings the likeliest first; empty when nothing is wrong
 */
public record Explanation(String summary, List<Finding> findings) {
    /**
     * Copies the list.
     *
     * @param summary one sentence
     * @param findings the likeliest first
     */
    public Explanation {
        findings = List.copyOf(findings);
    }

    /**
     * Sums findings up.
     *
     * @param findings the likeliest first
     * @return an explanation of them
     */
    public static Explanation of(List<Finding> findings) {
        if (findings.isEmpty()) {
            return new Explanation(
                    "Nothing is wrong: the signature fits, and the time is right. Replays are not looked for here.",
                    findings);
        }
        if (findings.size() > 1) {
            return new Explanation(findings.size() + " things are wrong.", findings);
        }
        return new Explanation(findings.get(0).certain() ? "One thing is wrong." : "No cause is proved.", findings);
    }
}
