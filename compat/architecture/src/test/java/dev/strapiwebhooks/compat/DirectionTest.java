package dev.strapiwebhooks.compat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * core knows nobody; stores know core; adapters know core and the servlet filter, and not each other; only Spring Boot's
 * configuration knows the stores; nothing but the command ships the test kit, and nothing the contracts. The command is the
 * one program.
 */
@AnalyzeClasses(packages = "dev.strapiwebhooks", importOptions = ImportOption.DoNotIncludeTests.class)
class DirectionTest {
    @ArchTest
    static final ArchRule direction = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.strapiwebhooks..")
            .layer("core")
            .definedBy(
                    "dev.strapiwebhooks",
                    "dev.strapiwebhooks.event..",
                    "dev.strapiwebhooks.inbox..",
                    "dev.strapiwebhooks.internal..",
                    "dev.strapiwebhooks.metrics..",
                    "dev.strapiwebhooks.replay..",
                    "dev.strapiwebhooks.spi..",
                    "dev.strapiwebhooks.types..")
            .layer("servlet")
            .definedBy("dev.strapiwebhooks.servlet..")
            .layer("redis")
            .definedBy("dev.strapiwebhooks.redis..")
            .layer("jdbc")
            .definedBy("dev.strapiwebhooks.jdbc..")
            .layer("spring")
            .definedBy("dev.strapiwebhooks.spring..")
            .layer("javalin")
            .definedBy("dev.strapiwebhooks.javalin..")
            .layer("testkit")
            .definedBy("dev.strapiwebhooks.testkit..")
            .layer("tck")
            .definedBy("dev.strapiwebhooks.tck..")
            .layer("codegen")
            .definedBy("dev.strapiwebhooks.codegen..")
            .layer("cli")
            .definedBy("dev.strapiwebhooks.cli..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("servlet")
            .mayOnlyAccessLayers("core")
            .whereLayer("redis")
            .mayOnlyAccessLayers("core")
            .whereLayer("jdbc")
            .mayOnlyAccessLayers("core")
            .whereLayer("spring")
            .mayOnlyAccessLayers("core", "servlet", "redis", "jdbc")
            .whereLayer("javalin")
            .mayOnlyAccessLayers("core", "servlet")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("core")
            .whereLayer("codegen")
            .mayOnlyAccessLayers("core")
            .whereLayer("cli")
            .mayOnlyAccessLayers("core", "jdbc", "testkit", "codegen")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("tck")
            .mayOnlyAccessLayers("core", "servlet", "testkit")
            .whereLayer("tck")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule librariesAreNoPrograms = methods()
            .that()
            .haveName("main")
            .and()
            .areStatic()
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage("dev.strapiwebhooks.cli");
}
