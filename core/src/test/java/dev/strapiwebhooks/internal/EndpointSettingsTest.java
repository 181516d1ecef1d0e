package dev.strapiwebhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.NamedKey;
import dev.strapiwebhooks.WebhookEndpoint;
import dev.strapiwebhooks.WebhookSecret;
import dev.strapiwebhooks.WebhookVerifier;
import dev.strapiwebhooks.internal.EndpointSettings.Body;
import dev.strapiwebhooks.internal.EndpointSettings.Keys;
import dev.strapiwebhooks.internal.EndpointSettings.Requests;
import dev.strapiwebhooks.internal.EndpointSettings.Scheme;
import dev.strapiwebhooks.internal.EndpointSettings.Signature;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointSettingsTest {
    private static final WebhookSecret SECRET = WebhookSecret.of("secret-of-the-settings-test");
    private static final Signature NOTHING = new Signature(null, null, null, null);
    private static final Body NO_LIMITS = new Body(null, null, null, null);
    private static final Requests ANY = new Requests(false, null, false, null);

    @Test
    void whatIsLeftOutIsTheBuildersDefault() {
        EndpointSettings settings = new EndpointSettings(null, keys(Scheme.TIMESTAMPED), NOTHING, NO_LIMITS, ANY);

        WebhookEndpoint endpoint =
                settings.endpoint(settings.verifier().build()).build();

        assertThat(endpoint.name()).isEqualTo("default");
        assertThat(endpoint.maxBodySize()).isEqualTo(WebhookEndpoint.DEFAULT_MAX_BODY_SIZE);
    }

    @ParameterizedTest
    @EnumSource(names = {"STRAPI_NATIVE", "BEARER_TOKEN"})
    void namesOfHeadersThatAreNotReadAreRefused(Scheme scheme) {
        EndpointSettings settings =
                new EndpointSettings(null, keys(scheme), new Signature("X-Sig", null, null, null), NO_LIMITS, ANY);

        assertThatThrownBy(settings::verifier)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no effect with scheme "
                        + scheme.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void anEndpointsNameIsInItsReplayKeys() {
        WebhookVerifier verifier = WebhookVerifier.timestamped(SECRET).build();

        WebhookEndpoint shop = WebhookEndpoint.builder(verifier).name("shop").build();

        assertThat(shop.name()).isEqualTo("shop");
        assertThat(verifier.name()).as("the verifier is as it was").isEqualTo("default");
        assertThatThrownBy(() -> WebhookEndpoint.builder(verifier).name(" ")).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> WebhookEndpoint.builder(verifier).name("a").name("b"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noSecretIsInTheText() {
        EndpointSettings settings = new EndpointSettings("shop", keys(Scheme.TIMESTAMPED), NOTHING, NO_LIMITS, ANY);

        assertThat(settings.toString()).contains("shop").doesNotContain("secret-of-the-settings-test");
    }

    private static Keys keys(Scheme scheme) {
        return new Keys(scheme, List.of(NamedKey.of("current", SECRET)), List.of(), null);
    }
}
