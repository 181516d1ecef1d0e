package dev.strapiwebhooks.spring;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the application's listeners, for requests and for an inbox. */
@Configuration(proxyBeanMethods = false)
public class EventDispatcherConfiguration {
    /** For Spring. */
    public EventDispatcherConfiguration() {}

    /**
     * Hands events to the application.
     *
     * @param beans the application's
     * @return the dispatcher
     */
    @Bean
    EventDispatcher strapiEventDispatcher(ConfigurableListableBeanFactory beans) {
        return new EventDispatcher(beans);
    }
}
