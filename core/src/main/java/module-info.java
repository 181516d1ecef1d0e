/** Verifies webhook deliveries of Strapi, refuses replays and reads typed events. Knows no HTTP framework. */
// Optional libraries that do not name their module otherwise, and modules of ours that core does not see.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic", "module"})
module dev.strapiwebhooks.core {
    requires transitive tools.jackson.databind;
    requires org.slf4j;
    requires static org.bouncycastle.provider;
    requires static io.github.bucket4j.core;
    requires static micrometer.core;
    requires static transitive org.jspecify;

    // Readers and writers of relations and blocks, and the names of a file's members, are not for anybody else.
    opens dev.strapiwebhooks.event to
            tools.jackson.databind;
    opens dev.strapiwebhooks.types to
            tools.jackson.databind;

    exports dev.strapiwebhooks;
    exports dev.strapiwebhooks.event;
    exports dev.strapiwebhooks.inbox;
    exports dev.strapiwebhooks.internal to
            dev.strapiwebhooks.cli,
            dev.strapiwebhooks.jdbc,
            dev.strapiwebhooks.redis,
            dev.strapiwebhooks.servlet,
            dev.strapiwebhooks.spring,
            dev.strapiwebhooks.tck,
            dev.strapiwebhooks.testkit;
    exports dev.strapiwebhooks.metrics;
    exports dev.strapiwebhooks.replay;
    exports dev.strapiwebhooks.spi;
    exports dev.strapiwebhooks.types;
}
