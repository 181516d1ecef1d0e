package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.testkit.contract.AdapterContract;
import dev.strapiwebhooks.testkit.contract.ContractApplication;
import dev.strapiwebhooks.testkit.contract.RunningServer;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

class SpringBootContractTest extends AdapterContract {
    @Override
    protected RunningServer start(WebhookEndpoint endpoint, ContractApplication application) {
        ConfigurableApplicationContext context = BootServer.start(properties(), beans -> {
            beans.registerBean(WebhookEndpoint.class, () -> endpoint);
            beans.registerBean(ContractApplication.class, () -> application);
            beans.registerBean(ContractController.class);
        });
        return RunningServer.on(BootServer.port(context), context::close);
    }

    Map<String, String> properties() {
        return Map.of();
    }
}
