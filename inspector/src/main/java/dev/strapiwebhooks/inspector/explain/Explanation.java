package dev.strapiwebhooks.inspector.explain;

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
}
