package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.testkit.attack.EndpointAttacks;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The README's controller and listeners, behind its lines for Spring Security, under attack. */
class ReadmeAttacksTest {
    private static final String SECRET = "secret-of-the-readme-attacks";

    abstract static class WebhookAttacksTest extends EndpointAttacks {
        private final Class<?> application;
        private ConfigurableApplicationContext context;

        WebhookAttacksTest(Class<?> application) {
            this.application = application;
        }

        @BeforeEach
        void start() {
            context = SpringApplication.run(
                    application,
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.main.banner-mode=off",
                    "--strapi.webhook.secret=" + SECRET);
        }

        @AfterEach
        void stop() {
            context.close();
        }

        @Override
        protected URI endpoint() {
            return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
                    + "/webhooks/strapi");
        }

        @Override
        protected WebhookSecret secret() {
            return WebhookSecret.of(SECRET);
        }
    }

    @Nested
    class ControllerAttacks extends WebhookAttacksTest {
        ControllerAttacks() {
            super(WithController.class);
        }
    }

    @Nested
    class ListenerAttacks extends WebhookAttacksTest {
        ListenerAttacks() {
            super(WithListeners.class);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({ReadmeCode.Controller.class, Security.class})
    static class WithController {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({ReadmeCode.Listeners.class, Security.class})
    static class WithListeners {}

    static class Security {
        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            ReadmeCode.security(http);
            return http.build();
        }
    }
}
