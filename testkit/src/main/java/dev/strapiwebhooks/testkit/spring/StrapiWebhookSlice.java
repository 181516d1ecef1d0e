package dev.strapiwebhooks.testkit.spring;

import dev.strapiwebhooks.testkit.TestClock;
import dev.strapiwebhooks.testkit.client.EndpointWatch;
import dev.strapiwebhooks.testkit.client.StrapiDeliveries;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a {@link StrapiWebhookTest} starts beside the handlers. */
@Configuration(proxyBeanMethods = false)
@Import(SliceAutoConfigurations.class)
class StrapiWebhookSlice {
    @Bean
    TestClock strapiTestClock() {
        return TestClock.running();
    }

    @Bean
    EndpointWatch strapiEndpointWatch() {
        return new EndpointWatch();
    }

    @Bean
    StrapiDeliveries strapiDeliveries(ApplicationContext context, TestClock clock, EndpointWatch watch) {
        return new SliceClient(context).deliveries(clock).watching(watch);
    }
}
