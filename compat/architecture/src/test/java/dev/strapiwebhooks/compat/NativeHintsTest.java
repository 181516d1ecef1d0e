package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a native image must be told: everything that is found by its name at run time. A use of reflection that is new fails
 * here, until what it reaches is in {@code META-INF/native-image} of its module and it is named below.
 */
class NativeHintsTest {
    private static final String HINTS = "/META-INF/native-image/dev.strapiwebhooks/strapi-webhooks-";
    private static final String PROPERTIES =
            "dev.strapiwebhooks.spring.boot.(StrapiWebhook.*|Endpoint)Properties([$].*)?";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> Stream.of("testkit", "tck", "cli", "codegen")
                    .noneMatch(name -> location.contains("strapiwebhooks/" + name)))
            .importPackages("dev.strapiwebhooks");

    private static final Pattern REFLECTION = Pattern.compile(String.join(
            "|",
            "java[.]lang[.]Class[.](forName|newInstance|get(Declared)?(Method|Field|Constructor|Classe)s?|getEnumConstants"
                    + "|getRecordComponents|getPermittedSubclasses|getResource(AsStream)?)",
            "java[.]lang[.](ClassLoader|Module)[.](loadClass|getResource.*|resources)",
            "java[.]lang[.]reflect[.](Constructor.newInstance|Method.invoke|Field[.][gs]et.*|Proxy.newProxyInstance|Array.newInstance)",
            "java[.]lang[.]invoke[.]MethodHandles[$]Lookup[.](find.*|unreflect.*)",
            "java[.]util[.](ServiceLoader[.]load.*|ResourceBundle[.]getBundle)",
            "java[.]io[.]Object(Input|Output)Stream[.].*",
            ".*[.](ObjectMapper|ObjectReader|JsonMapper)[.](treeToValue|readValue|convertValue|readerFor.*|writeValue.*)",
            "org[.]springframework[.]util[.](ClassUtils[.](forName|isPresent|resolve.*)|ReflectionUtils[.].*)",
            "org[.]springframework[.]beans[.]BeanUtils[.].*",
            "com[.]zaxxer[.]hikari[.]HikariConfig[.]setDriverClassName"));

    @Test
    void everyUseOfReflectionIsKnown() {
        Set<String> found = OURS.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> REFLECTION.matcher(target(access)).matches())
                .map(access -> outermost(access.getOriginOwner()) + " " + simple(target(access)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found)
                .containsExactlyInAnyOrder(
                        "core.types.EnumValueReader Class.getEnumConstants", // what is generated brings its own
                        "core.event.Envelope JsonMapper.treeToValue", // MediaFile, and classes of the application
                        "jdbc.BorrowedConnections Method.invoke",
                        "jdbc.BorrowedConnections Proxy.newProxyInstance", // in proxy-config.json
                        "jdbc.HeaderJson JsonMapper.readValue", // a map of lists
                        "jdbc.HeaderJson JsonMapper.writeValueAsString",
                        "jdbc.JdbcDataSources HikariConfig.setDriverClassName", // the drivers
                        "jdbc.JdbcSchema Class.getResourceAsStream", // the scripts
                        "spring.ListenerCall ClassUtils.isPresent", // Reactor
                        "spring.ListenerCall Method.invoke", // @StrapiListener, which is @Reflective for Spring's AOT
                        "spring.ListenerMethod ReflectionUtils.makeAccessible",
                        "spring.boot.DefaultEndpointCondition Class.getRecordComponents",
                        "spring.boot.PropertyNames Class.getEnumConstants", // the properties
                        "spring.boot.PropertyNames Class.getRecordComponents",
                        "spring.boot.StorageCheck ClassUtils.isPresent"); // the guard of Redis
    }

    @Test
    void whatIsBoundFromJsonIsListed() {
        Set<String> expected = OURS.stream()
                .filter(type -> type.isAssignableTo(ValueDeserializer.class)
                        || type.isAssignableTo(ValueSerializer.class)
                        || type.isAssignableTo(PropertyNamingStrategy.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(expected).isNotEmpty();
        expected.add("dev.strapiwebhooks.event.MediaFile");

        assertThat(listed("core")).isEqualTo(expected);
    }

    @Test
    void driversAreListed() {
        assertThat(listed("jdbc-inbox")).containsExactly("org.h2.Driver", "org.postgresql.Driver");
    }

    @Test
    void allPropertiesAreListed() {
        Set<String> expected = OURS.stream()
                .map(JavaClass::getName)
                .filter(name -> name.matches(PROPERTIES))
                .collect(Collectors.toSet());
        assertThat(expected).hasSizeGreaterThan(5);
        expected.addAll(Set.of(
                "dev.strapiwebhooks.internal.EndpointSettings$Scheme",
                "dev.strapiwebhooks.spi.TimestampedScheme$Unit",
                "dev.strapiwebhooks.redis.RedisReplayGuard"));

        assertThat(listed("spring")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "jdbc-inbox", "spring"})
    void whatIsListedExists(String module) {
        assertThat(listed(module))
                .allSatisfy(name -> assertThat(name.startsWith("org.") || OURS.contain(name))
                        .as(name)
                        .isTrue());
        for (JsonNode entry : hints(module, "reflect-config.json")) {
            assertThat(OURS.contain(
                            entry.path("condition").path("typeReachable").asString()))
                    .as(entry.toString())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theScriptsAreListed(String database) {
        String script = "db/strapi-webhooks/" + database + "/strapi_webhooks_1__inbox.sql";
        String pattern = hints("jdbc-inbox", "resource-config.json")
                .path("resources")
                .path("includes")
                .path(0)
                .path("pattern")
                .asString();

        assertThat(NativeHintsTest.class.getResource("/" + script)).isNotNull();
        assertThat(script).matches(pattern);
    }

    private static Set<String> listed(String module) {
        Set<String> names = new TreeSet<>();
        for (JsonNode entry : hints(module, "reflect-config.json")) {
            assertThat(names.add(entry.path("name").asString())).as("once").isTrue();
        }
        return names;
    }

    private static JsonNode hints(String module, String file) {
        try (InputStream in =
                Objects.requireNonNull(NativeHintsTest.class.getResourceAsStream(HINTS + module + "/" + file))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String target(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().replaceFirst("[$].*", "").replace("dev.strapiwebhooks.", "");
        return name.startsWith("event.") || name.startsWith("types.") ? "core." + name : name;
    }

    private static String simple(String target) {
        String[] parts = target.split("[.]", -1);
        return parts[parts.length - 2] + "." + parts[parts.length - 1];
    }
}
