package dev.strapiwebhooks.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import dev.strapiwebhooks.types.Relation;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same project on Strapi 4 and 5: what the test kit has captured of both is bound to what is generated for each. */
class BothVersionsBindingTest {
    private static final Set<String> MODELS = Set.of("article", "category", "homepage");

    @TempDir
    static Path directory;

    static URLClassLoader strapi4;
    static URLClassLoader strapi5;

    @BeforeAll
    static void compile() throws IOException {
        strapi4 = Compiled.in(directory.resolve("4"), generate(4));
        strapi5 = Compiled.in(directory.resolve("5"), generate(5));
    }

    @AfterAll
    static void close() throws IOException {
        strapi4.close();
        strapi5.close();
    }

    @TestFactory
    Stream<DynamicTest> everyDeliveryIsBoundWithoutLoss() {
        return deliveries()
                .map(delivery -> DynamicTest.dynamicTest(delivery.name(), () -> {
                    EntryEvent event = event(delivery);
                    assertThat(Losses.between(event.entry(), bound(delivery))).isEmpty();
                }));
    }

    @Test
    void bothVersionsAreThereAndWhatTheyCount() throws ReflectiveOperationException {
        assertThat(deliveries().filter(delivery -> isVersion4(delivery))).hasSizeGreaterThan(30);
        assertThat(deliveries().filter(delivery -> !isVersion4(delivery))).hasSizeGreaterThan(50);

        Object counted = bound(CapturedDeliveries.named("v5-signed-entry.unpublish-01"));
        assertThat(counted.getClass().getMethod("category").invoke(counted)).isEqualTo(new Relation.Counted<>(1));
    }

    private static Stream<CapturedDelivery> deliveries() {
        return CapturedDeliveries.all().stream()
                .filter(delivery -> delivery.hasBody()
                        && EventReader.create().read(delivery.body()) instanceof EntryEvent event
                        && MODELS.contains(event.model()));
    }

    private static Object bound(CapturedDelivery delivery) {
        EntryEvent event = event(delivery);
        String type = Project.PACKAGE + "." + JavaNames.pascal(event.model());
        try {
            return event.entryAs((isVersion4(delivery) ? strapi4 : strapi5).loadClass(type));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(type, e);
        }
    }

    private static EntryEvent event(CapturedDelivery delivery) {
        return (EntryEvent) EventReader.create().read(delivery.body());
    }

    private static boolean isVersion4(CapturedDelivery delivery) {
        return delivery.strapiVersion().startsWith("4");
    }

    private static GeneratedTypes generate(int version) {
        return TypeGenerator.generate(
                StrapiSchema.read(Project.directory("articles")),
                new TypeOptions(Project.PACKAGE, version, List.of(), List.of(), Map.of(), Map.of(), Map.of()));
    }
}
