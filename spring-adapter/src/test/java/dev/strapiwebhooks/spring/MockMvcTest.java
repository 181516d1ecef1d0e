package dev.strapiwebhooks.spring;

import static dev.strapiwebhooks.testkit.spring.StrapiMockMvc.strapiWebhook;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("A test that a user would write, with MockMvc")
class MockMvcTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-mock-mvc-test");

    private final WebhookEndpoint endpoint =
            WebhookEndpoint.of(WebhookVerifier.timestamped(SECRET).build());
    private final WebhookPaths paths = WebhookPaths.of(List.of("/webhooks/strapi"));
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Controller())
            .addFilters(new StrapiWebhookPathFilter(endpoint, paths))
            .addInterceptors(new StrapiWebhookInterceptor(endpoint, paths))
            .setCustomArgumentResolvers(new StrapiArgumentResolver())
            .build();

    record Article(String title) {}

    @Test
    void aSignedDeliveryReachesTheController() throws Exception {
        SignedDelivery captured = SignedDelivery.of(
                WebhookSigner.timestamped(SECRET),
                CapturedDeliveries.named("v5-entry.publish-01").body(),
                Instant.now());

        mvc.perform(post("/webhooks/strapi").with(strapiWebhook(captured)))
                .andExpect(status().isOk())
                .andExpect(content().string("Published Zoë – 東京 🎉 api::article.article"));
        mvc.perform(post("/webhooks/strapi").with(strapiWebhook(captured))).andExpect(status().isConflict());
    }

    @Test
    void anUnsignedOneDoesNot() throws Exception {
        mvc.perform(post("/webhooks/strapi").contentType("application/json").content("{\"event\":\"trigger-test\"}"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("Content-Type", "application/problem+json"));
        mvc.perform(post("/webhooks/strapi").with(strapiWebhook(SECRET, "{\"event\":\"trigger-test\"}")))
                .andExpect(status().is(422));
    }

    @RestController
    static class Controller {
        @PostMapping(path = "/webhooks/strapi", produces = "text/plain;charset=UTF-8")
        String receive(StrapiEvent any, EntryEvent event, @StrapiEntry Article article, @RequestBody String body) {
            return article.title() + " "
                    + (body.contains(any.name()) ? event.uid().orElse("") : "other body");
        }
    }
}
