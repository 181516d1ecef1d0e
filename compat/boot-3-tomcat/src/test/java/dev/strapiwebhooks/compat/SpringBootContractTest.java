package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.tck.AdapterContract;
import dev.strapiwebhooks.tck.ContractApplication;
import dev.strapiwebhooks.tck.ContractSetup;
import dev.strapiwebhooks.tck.RunningServer;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class SpringBootContractTest extends AdapterContract {
    @Override
    protected RunningServer start(ContractSetup setup) {
        String idleTime = setup.idleTime().toMillis() + "ms";
        Map<String, String> all = new TreeMap<>(properties());
        all.put("server.tomcat.connection-timeout", idleTime);
        all.put("server.jetty.connection-idle-timeout", idleTime);
        WebhookEndpoint endpoint = setup.endpoint();
        return start(all, beans -> {
            beans.registerBean(WebhookEndpoint.class, () -> endpoint);
            if (!endpoint.storesDeliveries()) { // in front of an inbox a controller would refuse the start
                register(beans, setup.application());
            }
        });
    }

    /** By property. */
    @Override
    public RunningServer startWithSecret(String secret) {
        Map<String, String> all = new TreeMap<>(properties());
        all.put("strapi.webhook.secret", secret);
        return start(all, beans -> register(beans, rig().application()));
    }

    private static RunningServer start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        ConfigurableApplicationContext context = BootServer.start(properties, beans);
        return RunningServer.on(BootServer.port(context), context::close);
    }

    private static void register(GenericApplicationContext beans, ContractApplication application) {
        beans.registerBean(ContractApplication.class, () -> application);
        beans.registerBean(ContractController.class);
    }

    Map<String, String> properties() {
        return Map.of();
    }
}
