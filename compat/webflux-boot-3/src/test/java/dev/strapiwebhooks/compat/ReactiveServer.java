package dev.strapiwebhooks.compat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** Starts WebFlux with Spring Boot on a free port of the loopback interface. */
final class ReactiveServer {
    private ReactiveServer() {}

    static ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.putIfAbsent("server.port", "0");
        all.putIfAbsent("server.address", "127.0.0.1");
        all.putIfAbsent("spring.main.banner-mode", "off");
        return new SpringApplicationBuilder(Application.class)
                .properties(all)
                .initializers(created -> {
                    GenericApplicationContext context = (GenericApplicationContext) created;
                    context.registerBean(ReactorResourceFactory.class, ReactiveServer::ownResources);
                    beans.initialize(context);
                })
                .run();
    }

    static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    /** The global ones would be closed with the first of several servers. */
    private static ReactorResourceFactory ownResources() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        factory.setShutdownQuietPeriod(Duration.ZERO);
        return factory;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
