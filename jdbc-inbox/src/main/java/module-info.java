/** A durable inbox and a replay guard in PostgreSQL or H2. */
@SuppressWarnings("requires-automatic") // db-scheduler does not name its module otherwise
module dev.strapiwebhooks.jdbc {
    requires transitive dev.strapiwebhooks.core;
    requires transitive java.sql;
    requires com.github.kagkarlsson.scheduler;
    requires transitive com.zaxxer.hikari;
    requires org.slf4j;
    requires static info.picocli;
    requires static transitive org.jspecify;

    exports dev.strapiwebhooks.jdbc;
    exports dev.strapiwebhooks.jdbc.command;

    opens dev.strapiwebhooks.jdbc.command;
}
