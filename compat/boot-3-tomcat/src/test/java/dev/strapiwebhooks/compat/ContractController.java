package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.event.StrapiEvent;
import dev.strapiwebhooks.tck.ContractApplication;
import dev.strapiwebhooks.tck.ContractSetup;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The handler of the contract: typed event, and the body read again by Spring. */
@RestController
class ContractController {
    private final ContractApplication application;

    ContractController(ContractApplication application) {
        this.application = application;
    }

    @PostMapping("/webhooks/strapi")
    ResponseEntity<Void> receive(StrapiEvent event, @RequestBody byte[] body) {
        return ResponseEntity.status(application.handle(event, body)).build();
    }

    @PostMapping(ContractSetup.UNPROTECTED)
    ResponseEntity<Void> receiveUnprotected(StrapiEvent event) {
        return receive(event, new byte[0]);
    }
}
