package dev.strapiwebhooks.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The modules of core and servlet-filter, resolved and used as named modules, which the other tests are not. */
class ModulePathTest {
    private static final List<String> NEEDED = List.of(
            "strapi-webhooks-core",
            "strapi-webhooks-servlet",
            "core/target/classes",
            "servlet-filter/target/classes",
            "jackson-",
            "slf4j-api",
            "jspecify",
            "servlet-api");

    private final ModuleLayer layer = layer();

    @Test
    void onlyWhatIsMeantForUsersIsExported() {
        assertThat(exportsOf("dev.strapiwebhooks.core"))
                .containsExactlyInAnyOrder(
                        "dev.strapiwebhooks",
                        "dev.strapiwebhooks.event",
                        "dev.strapiwebhooks.inbox",
                        "dev.strapiwebhooks.metrics",
                        "dev.strapiwebhooks.replay",
                        "dev.strapiwebhooks.spi",
                        "dev.strapiwebhooks.types");
        assertThat(exportsOf("dev.strapiwebhooks.servlet")).containsExactly("dev.strapiwebhooks.servlet");
    }

    @Test
    void eventsAreReadAndBoundAcrossModules() throws Exception {
        Class<?> readerType =
                layer.findLoader("dev.strapiwebhooks.core").loadClass("dev.strapiwebhooks.event.EventReader");
        Object reader = readerType.getMethod("create").invoke(null);
        byte[] json = "{\"event\":\"media.create\",\"media\":{\"id\":7,\"createdAt\":\"2026-11-23T12:00:00Z\"}}"
                .getBytes(StandardCharsets.UTF_8);
        Object event = Objects.requireNonNull(
                readerType.getMethod("read", byte[].class).invoke(reader, json));
        Object file = Objects.requireNonNull(event.getClass().getMethod("file").invoke(event));

        assertThat(readerType.getModule().isNamed()).isTrue();
        assertThat(file.getClass().getMethod("id").invoke(file)).isEqualTo(7L);
    }

    @Test
    void bouncyCastleIsAskedForByNameWhereItIsMissing() throws Exception {
        Class<?> key = layer.findLoader("dev.strapiwebhooks.core").loadClass("dev.strapiwebhooks.Ed25519PublicKey");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> key.getMethod("of", String.class).invoke(null, "ssh-ed25519 AAAA")))
                .rootCause()
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> key.getMethod("of", String.class).invoke(null, "ssh-ed25519 AAAA")))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.bouncycastle:bcprov-jdk18on");
    }

    private Set<String> exportsOf(String module) {
        return layer.findModule(module).orElseThrow().getDescriptor().exports().stream()
                .filter(exported -> !exported.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static ModuleLayer layer() {
        Path[] path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.stream().anyMatch(entry::contains))
                .filter(entry -> !entry.contains("tests"))
                .map(Path::of)
                .toArray(Path[]::new);
        assertThat(Arrays.toString(path)).contains("jackson-databind");
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of("dev.strapiwebhooks.servlet"));
        return ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }
}
