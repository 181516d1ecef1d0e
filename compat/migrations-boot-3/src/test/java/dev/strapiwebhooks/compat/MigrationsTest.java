package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.spring.boot.StrapiWebhookDatabase;
import dev.strapiwebhooks.tck.database.PostgresServer;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Flyway and Liquibase of the application, on the data source that inbox and replay guard use as well. */
class MigrationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"flyway", "liquibase"})
    void anInboxBesideTheApplicationsTablesInAnEmptyDatabase(String tool) throws Exception {
        startTwice(with(memory(), "spring." + tool + ".enabled", "true", "strapi.webhook.inbox", "jdbc"), 202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway", "liquibase"})
    void aReplayGuardWhereTheApplicationsTablesHaveLongBeen(String tool) throws Exception {
        Map<String, String> properties = with(memory(), "spring." + tool + ".enabled", "true");
        Newsroom.open(properties).close(); // without a replay guard in the database

        startTwice(with(properties, "strapi.webhook.replay", "jdbc"), 204);
    }

    @Test
    void anInboxBesideTheApplicationsTablesInPostgresql() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            Map<String, String> properties = Map.of(
                    "spring.datasource.url", server.emptyDatabase(),
                    "spring.flyway.enabled", "true",
                    "strapi.webhook.inbox", "jdbc");
            startTwice(properties, 202);
        }
    }

    @Test
    void ourScriptsAreNoVersionOfTheApplications() throws Exception {
        Map<String, String> properties = with(
                memory(),
                "spring.flyway.enabled",
                "true",
                "spring.flyway.locations",
                "classpath:db/migration,classpath:db/strapi-webhooks/h2",
                "strapi.webhook.inbox",
                "jdbc");
        startTwice(properties, 202);
    }

    @Configuration(proxyBeanMethods = false)
    static class TablesByFlyway {
        @Bean
        StrapiWebhookDatabase strapiWebhookDatabase(DataSource dataSource) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/strapi-webhooks/h2")
                    .sqlMigrationPrefix("strapi_webhooks_")
                    .table("strapi_webhook_flyway")
                    .baselineOnMigrate(true) // the application's tables are there already
                    .baselineVersion("0") // and none of ours
                    .load()
                    .migrate();
            return StrapiWebhookDatabase.of(dataSource);
        }
    }

    @Test
    void aFlywayOfItsOwnMayMakeTheInboxesTables() throws Exception {
        Map<String, String> properties =
                with(memory(), "spring.flyway.enabled", "true", "strapi.webhook.inbox", "jdbc");

        startTwice(properties, 202, TablesByFlyway.class);

        JdbcTemplate database =
                new JdbcTemplate(new DriverManagerDataSource(properties.get("spring.datasource.url"), "sa", ""));
        assertThat(scripts(database, "flyway_schema_history")).containsExactly("V1__articles.sql");
        assertThat(scripts(database, "strapi_webhook_flyway")).containsExactly("strapi_webhooks_1__inbox.sql");
    }

    private static void startTwice(Map<String, String> properties, int stored, Class<?>... more) throws Exception {
        SignedDelivery first = Newsroom.article("first");
        try (Newsroom newsroom = Newsroom.open(properties, more)) {
            assertThat(newsroom.receive(first).status()).isEqualTo(stored);
            assertThat(newsroom.next()).isEqualTo("first");
        }
        try (Newsroom newsroom = Newsroom.open(properties, more)) {
            assertThat(newsroom.receive(first).code()).isEqualTo("REPLAY");
            assertThat(newsroom.receive(Newsroom.article("second")).status()).isEqualTo(stored);
            assertThat(newsroom.next()).isEqualTo("second");
            JdbcTemplate database = newsroom.context().getBean(JdbcTemplate.class);
            assertThat(database.queryForList("SELECT title FROM article", String.class))
                    .containsExactly("first", "second");
        }
    }

    private static List<String> scripts(JdbcTemplate database, String history) {
        return database.queryForList("SELECT \"script\" FROM \"" + history + "\" WHERE \"type\" = 'SQL'", String.class);
    }

    /** A database in memory that outlives the application. */
    private static Map<String, String> memory() {
        return Map.of("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    private static Map<String, String> with(Map<String, String> properties, String... more) {
        Map<String, String> all = new HashMap<>(properties);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
