/** Verifies webhook deliveries of Strapi, refuses replays and reads typed events. Knows no HTTP framework. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // optional libraries that do not name their module otherwise
module dev.strapiwebhooks.core {
    requires transitive tools.jackson.databind;
    requires org.slf4j;
    requires static org.bouncycastle.provider;
    requires static io.github.bucket4j.core;
    requires static micrometer.core;
    requires static transitive org.jspecify;

    exports dev.strapiwebhooks;
    exports dev.strapiwebhooks.event;
    exports dev.strapiwebhooks.inbox;
    exports dev.strapiwebhooks.metrics;
    exports dev.strapiwebhooks.replay;
    exports dev.strapiwebhooks.spi;
}
