package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.contract.ActuatorContract;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class ActuatorTest extends ActuatorContract {
    @Override
    protected ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        return ReactiveServer.start(properties, beans);
    }
}
