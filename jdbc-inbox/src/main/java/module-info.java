/** A durable inbox and a replay guard in PostgreSQL or H2. */
module dev.strapiwebhooks.jdbc {
    requires transitive dev.strapiwebhooks.core;
    requires transitive java.sql;
    requires transitive com.zaxxer.hikari;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.strapiwebhooks.jdbc;
}
