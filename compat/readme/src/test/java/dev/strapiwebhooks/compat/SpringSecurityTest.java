package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.testkit.HttpAnswer;
import dev.strapiwebhooks.testkit.RawHttp;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The recipe of the README: only the webhook's path leaves CSRF and login to the signature. */
class SpringSecurityTest {
    private static final String SECRET = "secret-of-the-security-test";

    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context = SpringApplication.run(
                Application.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--strapi.webhook.secret=" + SECRET);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void aSignedPostPassesAndAForgeryDoesNot() throws IOException {
        SignedDelivery signed =
                SignedDelivery.of(WebhookSecret.of(SECRET), "{\"event\":\"trigger-test\"}", Instant.now());

        assertThat(send("/webhooks/strapi", signed).text()).endsWith("got trigger-test");
        assertThat(send("/webhooks/strapi", signed).code()).isEqualTo("REPLAY");
        assertThat(send("/webhooks/strapi", signed.without("X-Webhook-Signature"))
                        .code())
                .isEqualTo("MISSING_SIGNATURE");
    }

    @Test
    void theRestOfTheApplicationKeepsItsCsrfProtection() throws IOException {
        SignedDelivery signed =
                SignedDelivery.of(WebhookSecret.of(SECRET), "{\"event\":\"trigger-test\"}", Instant.now());

        assertThat(send("/orders", signed).status()).isEqualTo(403);
        assertThat(send("/webhooks/strapi/more", signed).status()).isEqualTo(403);
        assertThat(send("/orders", signed.withMethod("GET")).status()).isIn(401, 403);
    }

    private static HttpAnswer send(String path, SignedDelivery delivery) throws IOException {
        String port = context.getEnvironment().getProperty("local.server.port");
        return RawHttp.send(URI.create("http://127.0.0.1:" + port + path), delivery);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Application {
        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            return http.csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/strapi"))
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/webhooks/strapi")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @PostMapping("/webhooks/strapi")
        String receive(StrapiEvent event) {
            return "got " + event.name();
        }

        @PostMapping("/orders")
        String order() {
            return "ordered";
        }
    }
}
