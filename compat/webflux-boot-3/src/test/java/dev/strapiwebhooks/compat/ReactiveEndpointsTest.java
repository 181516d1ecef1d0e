package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.contract.EndpointsContract;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class ReactiveEndpointsTest extends EndpointsContract {
    @Override
    protected ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        return ReactiveServer.start(properties, beans);
    }
}
