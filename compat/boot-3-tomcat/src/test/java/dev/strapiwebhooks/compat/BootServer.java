package dev.strapiwebhooks.compat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts Spring Boot on a free port of the loopback interface. */
final class BootServer {
    private BootServer() {}

    static ConfigurableApplicationContext start(
            Map<String, String> properties, ApplicationContextInitializer<GenericApplicationContext> beans) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.putIfAbsent("server.port", "0");
        all.putIfAbsent("server.address", "127.0.0.1");
        all.putIfAbsent("spring.main.banner-mode", "off");
        return new SpringApplicationBuilder(Application.class)
                .properties(all)
                .initializers(context -> beans.initialize((GenericApplicationContext) context))
                .run();
    }

    static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    static String messages(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .map(Throwable::toString)
                        .reduce("", (all, one) -> all + "\n" + one)
                + Arrays.toString(failure.getSuppressed());
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
