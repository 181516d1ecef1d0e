package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.inbox.Inbox;
import dev.strapiwebhooks.spring.StrapiListener;
import dev.strapiwebhooks.spring.boot.StrapiWebhookDatabase;
import dev.strapiwebhooks.spring.boot.StrapiWebhookFailureAnalyzer;
import dev.strapiwebhooks.tck.database.PostgresServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A listener whose rows and "done" are one transaction, on the application's data source. */
class TransactionalListenerTest {
    @TempDir
    private Path directory;

    /** Writes in three ways, fails at first, and then succeeds. */
    static class Editor {
        private final AtomicInteger calls = new AtomicInteger();
        private final JdbcTemplate template;
        private final JdbcClient client;

        Editor(JdbcTemplate template) {
            this.template = template;
            this.client = JdbcClient.create(template);
        }

        /** Also through a proxy. */
        public int calls() {
            return calls.get();
        }

        @Transactional
        @StrapiListener(transactional = true)
        public void on(EntryEvent event) {
            String title = event.entry().path("title").asString("");
            template.update("INSERT INTO article (title) VALUES (?)", title);
            client.sql("INSERT INTO article (title) VALUES (?)").param(title).update();
            assertThat(TransactionSynchronizationManager.getCurrentTransactionIsolationLevel())
                    .isEqualTo(TransactionDefinition.ISOLATION_READ_COMMITTED);
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException("after the inserts");
            }
        }
    }

    /** Goes on after a failure that has marked the transaction. */
    static class Swallowing {
        final AtomicInteger calls = new AtomicInteger();
        final JdbcTemplate template;
        final Inner inner;

        Swallowing(JdbcTemplate template, Inner inner) {
            this.template = template;
            this.inner = inner;
        }

        @StrapiListener(transactional = true)
        public void on(EntryEvent event) {
            template.update("INSERT INTO article (title) VALUES ('swallowed')");
            try {
                inner.work(calls.incrementAndGet());
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("rolls back");
            }
        }
    }

    /** Marks the transaction of its caller. */
    static class Inner {
        @Transactional
        public void work(int call) {
            if (call == 1) {
                throw new IllegalStateException("rolls back");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithSwallowing {
        @Bean
        Inner inner() {
            return new Inner();
        }

        @Bean
        Swallowing swallowing(JdbcTemplate template, Inner inner) {
            return new Swallowing(template, inner);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithEditor {
        @Bean
        Editor editor(JdbcTemplate template) {
            return new Editor(template);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theRowsAndDoneAreOneTransaction(String database) throws Exception {
        try (PostgresServer server = database.equals("h2") ? null : new PostgresServer()) {
            Map<String, String> properties =
                    server == null ? file() : with(Map.of("spring.datasource.url", server.emptyDatabase()));
            requireOnce(properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Lazy {
        @Bean
        DataSource dataSource(Environment environment) {
            return new LazyConnectionDataSourceProxy(driver(environment));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Aware {
        @Bean
        DataSource dataSource(Environment environment) {
            return new TransactionAwareDataSourceProxy(driver(environment));
        }
    }

    /** As JPA's: of something else than a data source, whose connection it has. */
    @Configuration(proxyBeanMethods = false)
    static class OfSomethingElse {
        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
            return new Forwarding(manager);
        }
    }

    private record Forwarding(PlatformTransactionManager manager) implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            return manager.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            manager.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            manager.rollback(status);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Lazy.class, Aware.class, OfSomethingElse.class})
    void dataSourcesThatAreWrappedAndManagersOfOtherThings(Class<?> configuration) throws Exception {
        requireOnce(file(), configuration);
    }

    private static void requireOnce(Map<String, String> properties, Class<?>... more) throws Exception {
        try (ConfigurableApplicationContext context = start(properties, with(WithEditor.class, more))) {
            Editor editor = context.getBean(Editor.class);
            assertThat(Newsroom.receive(context, Newsroom.article("once")).status())
                    .isEqualTo(202);

            await(() -> editor.calls() == 3 && depth(context) == 0);
            assertThat(titles(context)).containsExactly("once", "once");
        }
    }

    @Test
    void aTransactionThatSomebodyHasMarkedForRollbackIsNoSuccess() throws Exception {
        try (ConfigurableApplicationContext context = start(file(), WithSwallowing.class)) {
            assertThat(Newsroom.receive(context, Newsroom.article("any")).status())
                    .isEqualTo(202);

            await(() -> context.getBean(Swallowing.class).calls.get() == 2 && depth(context) == 0);
            assertThat(titles(context)).containsExactly("swallowed");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfAnother {
        @Bean
        PlatformTransactionManager transactionManager() {
            return new JdbcTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:another"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BehindTheProxy {
        @Bean
        DataSource dataSource(Environment environment) {
            return new LazyConnectionDataSourceProxy(driver(environment));
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(
                    Objects.requireNonNull(((LazyConnectionDataSourceProxy) dataSource).getTargetDataSource()));
        }
    }

    /** As JPA's with a provider that shows no connection. */
    @Configuration(proxyBeanMethods = false)
    static class ShowingNothing {
        @Bean
        PlatformTransactionManager transactionManager() {
            return new Forwarding(new JdbcTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:hidden")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Two {
        @Bean
        PlatformTransactionManager first(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        PlatformTransactionManager second(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class None {
        @Bean
        TransactionManager transactionManager() {
            return new TransactionManager() {};
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfItsOwn {
        @Bean
        StrapiWebhookDatabase strapiWebhookDatabase(Environment environment) {
            DataSource own = driver(environment);
            return StrapiWebhookDatabase.of(own).withTables();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OfAnother      | JdbcTransactionManager, has no connection of the inbox's DataSource
            BehindTheProxy | JdbcTransactionManager, has no connection of the inbox's DataSource
            OfItsOwn       | JdbcTransactionManager, has no connection of the inbox's DataSource
            ShowingNothing | Forwarding, has no connection of the inbox's DataSource
            Two            | @Primary
            None           | Define a JdbcTransactionManager
            """)
    void whatCannotBeOneTransactionRefusesTheStart(String configuration, String remedy) throws Exception {
        Class<?> type = Class.forName(TransactionalListenerTest.class.getName() + "$" + configuration);

        assertThat(refusal(file(), WithEditor.class, type)).contains("editor.on", remedy);
    }

    @Test
    void anInboxWithADatabaseOfItsOwnRefusesTheStart() {
        Map<String, String> properties = with(file());
        properties.put("strapi.webhook.jdbc.url", "jdbc:h2:" + directory.resolve("own") + ";WRITE_DELAY=0");

        assertThat(refusal(properties, WithEditor.class)).contains("editor.on", "Remove it");
    }

    /** In another transaction. */
    static class Elsewhere {
        @Transactional(propagation = Propagation.REQUIRES_NEW)
        @StrapiListener(transactional = true)
        public void on(EntryEvent event) {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithElsewhere {
        @Bean
        Elsewhere elsewhere() {
            return new Elsewhere();
        }
    }

    @Test
    void aListenerWithATransactionOfItsOwnRefusesTheStart() {
        assertThat(refusal(file(), WithElsewhere.class)).contains("Elsewhere.on()", "REQUIRES_NEW");
    }

    private static String refusal(Map<String, String> properties, Class<?>... sources) {
        Throwable failure = catchThrowable(() -> start(properties, sources).close());
        assertThat(failure).as("refused").isNotNull();
        FailureAnalysis analysis = new StrapiWebhookFailureAnalyzer().analyze(failure);
        return Objects.requireNonNull(
                        analysis,
                        () -> NestedExceptionUtils.getMostSpecificCause(failure).toString())
                .getDescription();
    }

    private Map<String, String> file() {
        return with(Map.of("spring.datasource.url", "jdbc:h2:" + directory.resolve("news") + ";WRITE_DELAY=0"));
    }

    private static Map<String, String> with(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("spring.flyway.enabled", "true");
        all.put("strapi.webhook.inbox", "jdbc");
        all.put("strapi.webhook.worker.first-retry", "50ms");
        return all;
    }

    private static Class<?>[] with(Class<?> first, Class<?>... more) {
        Class<?>[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = first;
        return all;
    }

    private static ConfigurableApplicationContext start(Map<String, String> properties, Class<?>... sources) {
        return new SpringApplicationBuilder(sources).run(Newsroom.arguments(properties));
    }

    private static DataSource driver(Environment environment) {
        return new DriverManagerDataSource(environment.getRequiredProperty("spring.datasource.url"));
    }

    private static List<String> titles(ConfigurableApplicationContext context) {
        return context.getBean(JdbcTemplate.class).queryForList("SELECT title FROM article", String.class);
    }

    private static long depth(ConfigurableApplicationContext context) {
        return context.getBean(Inbox.class).statistics().depth();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
