package dev.strapiwebhooks.storm;

/** Judges all promises by the evidence alone. */
final class Checker {
    private Checker() {}

    static Verdict judge(Evidence evidence) {
        Verdict verdict = new Verdict();
        HandledCheck.judge(evidence, verdict);
        OneAtATimeCheck.judge(evidence, verdict);
        NotAgainCheck.judge(evidence, verdict);
        OrderCheck.judge(evidence, verdict);
        EffectCheck.judge(evidence, verdict);
        CopiesCheck.judge(evidence, verdict);
        PromptCheck.judge(evidence, verdict);
        return verdict;
    }
}
