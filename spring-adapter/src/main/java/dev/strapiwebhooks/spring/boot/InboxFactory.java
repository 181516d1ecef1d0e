package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.inbox.InboxHandler;
import dev.strapiwebhooks.inbox.StoredDelivery;
import dev.strapiwebhooks.jdbc.BodyCodec;
import dev.strapiwebhooks.jdbc.DurabilityRisk;
import dev.strapiwebhooks.jdbc.DurableInbox;
import dev.strapiwebhooks.jdbc.DurableInboxBuilder;
import dev.strapiwebhooks.jdbc.TransactionalHandler;
import dev.strapiwebhooks.jdbc.UndurableDatabaseException;
import dev.strapiwebhooks.spring.InboxTarget;
import dev.strapiwebhooks.spring.StrapiWebhookConfigurationException;
import dev.strapiwebhooks.spring.boot.StrapiWebhookStorageProperties.Worker;
import java.sql.Connection;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From properties and beans to an inbox. Whatever is wrong becomes a {@link StrapiWebhookConfigurationException}. */
final class InboxFactory {
    private final DurableInboxBuilder builder;

    InboxFactory(StrapiWebhookDatabase database) {
        builder = DurableInbox.builder(database.dataSource()).startWithoutDatabase();
        if (database.createsTables()) {
            builder.createTables();
        }
    }

    InboxFactory parts(EventReader reader, Clock clock, @Nullable BodyCodec codec) {
        builder.eventReader(reader).clock(clock);
        if (codec != null) {
            builder.bodyCodec(codec);
        }
        return this;
    }

    InboxFactory handlers(List<InboxTarget> targets, @Nullable InboxTransactions transactions) {
        for (InboxTarget target : targets) {
            if (target.transactional()) {
                builder.transactionalHandler(target.name(), new InTransaction(target.handler()));
            } else {
                builder.handler(target.name(), target.handler());
            }
        }
        List<String> transactional = targets.stream()
                .filter(InboxTarget::transactional)
                .map(InboxTarget::name)
                .toList();
        if (!transactional.isEmpty()) {
            builder.handlerTransactions(required(transactions, transactional).of(transactional));
        }
        return this;
    }

    private static InboxTransactions required(@Nullable InboxTransactions transactions, List<String> listeners) {
        if (transactions == null) {
            throw new StrapiWebhookConfigurationException(
                    "the transactional listeners " + listeners
                            + " need Spring's transactions, and spring-jdbc is not on the class path",
                    "Add the dependency org.springframework.boot:spring-boot-starter-jdbc, or remove transactional.");
        }
        return transactions;
    }

    InboxFactory worker(Worker worker) {
        builder.workers(worker.threads())
                .maxAttempts(worker.maxAttempts())
                .firstRetry(worker.firstRetry())
                .longestRetry(worker.longestRetry())
                .orderingDelay(worker.orderingDelay())
                .pollInterval(worker.pollInterval())
                .lease(worker.lease())
                .retention(worker.retention())
                .shutdownTimeout(worker.shutdownTimeout());
        if (worker.deadLetterRetention() != null) {
            builder.deadLetterRetention(worker.deadLetterRetention());
        }
        worker.acceptRisks().forEach(name -> builder.acceptRisk(risk(name)));
        worker.renamedHandlers().forEach(builder::renamedHandler);
        worker.retiredHandlers().forEach(builder::retiredHandler);
        return this;
    }

    private static DurabilityRisk risk(String name) {
        return Arrays.stream(DurabilityRisk.values())
                .filter(risk -> dashed(risk).equalsIgnoreCase(name.strip().replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new StrapiWebhookConfigurationException(
                        "the property strapi.webhook.worker.accept-risks takes some of "
                                + Arrays.stream(DurabilityRisk.values())
                                        .map(InboxFactory::dashed)
                                        .collect(Collectors.joining(", "))));
    }

    private static String dashed(DurabilityRisk risk) {
        return risk.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The steps throw for values that cannot be, and the last one for a database that cannot be used. */
    static DurableInbox build(StrapiWebhookDatabase database, Function<InboxFactory, InboxFactory> steps) {
        try {
            return steps.apply(new InboxFactory(database)).builder.build();
        } catch (UndurableDatabaseException e) {
            throw new StrapiWebhookConfigurationException(
                    "the database of the inbox can lose deliveries that it has confirmed: "
                            + e.risk().remedy() + ". Where that is accepted, as in a test, set"
                            + " strapi.webhook.worker.accept-risks=" + dashed(e.risk()));
        } catch (IllegalArgumentException e) {
            throw new StrapiWebhookConfigurationException(e);
        }
    }

    /** The method is called as any other: what it uses finds the transaction on its thread. */
    private record InTransaction(InboxHandler handler) implements TransactionalHandler {
        @Override
        public boolean takes(StoredDelivery delivery) {
            return handler.takes(delivery);
        }

        @Override
        public void handle(StoredDelivery delivery, Connection connection) throws Exception {
            handler.handle(delivery);
        }
    }
}
