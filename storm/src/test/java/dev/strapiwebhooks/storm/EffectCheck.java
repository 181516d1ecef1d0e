package dev.strapiwebhooks.storm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where there is a transactional handler: each delivery that is no dead letter has its effect, and no more than one. */
final class EffectCheck {
    private EffectCheck() {}

    static void judge(Evidence evidence, Verdict verdict) {
        evidence.effects().ifPresent(effects -> {
            Set<Long> expected = new HashSet<>(evidence.answersByNumber().keySet());
            expected.removeAll(evidence.dead());
            judge(effects, expected, verdict);
        });
    }

    private static void judge(List<Effect> effects, Set<Long> expected, Verdict verdict) {
        Set<Long> missing = new HashSet<>(expected);
        for (Effect effect : effects) {
            missing.remove(effect.number());
            if (effect.count() != 1) {
                verdict.broken(Promise.ONE_EFFECT, "an effect more than once", List.of(effect));
            } else if (!expected.contains(effect.number())) {
                verdict.broken(Promise.ONE_EFFECT, "an effect of what was not handled", List.of(effect));
            }
        }
        missing.stream()
                .sorted()
                .forEach(number -> verdict.broken(Promise.ONE_EFFECT, "no effect", List.of(new Effect(number, 0))));
    }
}
