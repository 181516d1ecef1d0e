package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.contract.ListenerContract;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

class ReactiveListenerTest extends ListenerContract {
    @Override
    protected ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        return ReactiveServer.start(properties, beans);
    }

    @Override
    protected void registerRouteForEverything(GenericApplicationContext beans) {
        RouterFunction<ServerResponse> route = RouterFunctions.route()
                .POST("/**", request -> ServerResponse.ok().build())
                .build();
        beans.registerBean(RouterFunction.class, () -> route);
    }
}
