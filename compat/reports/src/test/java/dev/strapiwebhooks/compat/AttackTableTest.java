package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.tck.Threat;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttackTableTest {
    private static final Path PAGE = Path.of("../../docs/attacks.md");

    @ParameterizedTest
    @EnumSource
    void everyThreatIsTriedOnEveryServer(Threat threat) {
        assertThat(AttackTable.tests(threat)).as("tests").anyMatch(AttackTable::isForAll);
        for (Method test : AttackTable.tests(threat)) {
            for (TestedServer server : TestedServer.values()) {
                boolean meant = AttackTable.isForAll(test) || server.isServletContainer();
                assertThat(server.passed(test.getName()))
                        .as("%s on %s", test, server)
                        .isEqualTo(meant);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCatalogueIsTriedOnEveryServer(TestedServer server) {
        assertThat(server.passed("catalogue")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everySetupWasTried(TestedSetup setup) {
        assertThat(setup.passed()).isNotEmpty();
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("attacks.write")) {
            Files.writeString(PAGE, AttackTable.markdown());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/attacks.md; mvn -B verify -Dattacks.write=true writes it anew")
                .isEqualTo(AttackTable.markdown());
    }
}
