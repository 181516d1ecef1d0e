package dev.strapiwebhooks.spring.contract.newsroom;

import org.springframework.stereotype.Component;

/** A part of the application that no test of webhooks wants to start. */
@Component
class NightlyReport {
    NightlyReport() {
        throw new IllegalStateException("the report needs the database of production");
    }
}
