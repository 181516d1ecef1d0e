package dev.strapiwebhooks.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.SignedDelivery;
import dev.strapiwebhooks.testkit.attack.Attack;
import dev.strapiwebhooks.testkit.attack.AttackMaterial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the test kit sends to users' receivers: ours answer it as its catalogue says. */
interface CatalogueContract extends ContractPart {
    @ParameterizedTest
    @EnumSource
    @DisplayName("every attack of the test kit's catalogue is answered with its status")
    default void catalogue(Attack attack) throws IOException {
        AttackMaterial material = AttackMaterial.timestamped(ContractRig.SECRET)
                .event("entry.update", time -> rig().fresh().body())
                .clock(rig().clock())
                .largestBody(ContractRig.MAX_BODY_SIZE);

        List<SignedDelivery> deliveries = attack.forge(material);
        int last = deliveries.size() - 1;
        for (SignedDelivery genuine : deliveries.subList(0, last)) {
            rig().accepted(genuine);
        }
        HttpAnswer answer = rig().refused(deliveries.get(last));

        if (attack == Attack.GET && routesByMethod()) {
            assertThat(answer.status()).isIn(404, 405);
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(attack.status());
        }
        assertThat(attack.isWithstood(answer.status())).isTrue();
    }
}
