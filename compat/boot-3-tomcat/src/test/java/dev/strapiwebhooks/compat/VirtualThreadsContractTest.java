package dev.strapiwebhooks.compat;

import java.util.Map;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
class VirtualThreadsContractTest extends SpringBootContractTest {
    @Override
    Map<String, String> properties() {
        return Map.of("spring.threads.virtual.enabled", "true");
    }
}
