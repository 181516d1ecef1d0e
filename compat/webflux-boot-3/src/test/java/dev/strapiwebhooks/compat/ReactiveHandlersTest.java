package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.contract.InboxHandlersContract;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class ReactiveHandlersTest extends InboxHandlersContract {
    @Override
    protected ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        return ReactiveServer.start(properties, beans);
    }
}
