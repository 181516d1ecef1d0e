package dev.strapiwebhooks.compat;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** core knows nobody; adapters know core and the servlet filter, and not each other; nothing ships the test kit. */
@AnalyzeClasses(packages = "dev.strapiwebhooks", importOptions = ImportOption.DoNotIncludeTests.class)
class DirectionTest {
    @ArchTest
    static final ArchRule direction = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.strapiwebhooks..")
            .layer("core")
            .definedBy(
                    "dev.strapiwebhooks",
                    "dev.strapiwebhooks.event..",
                    "dev.strapiwebhooks.metrics..",
                    "dev.strapiwebhooks.replay..",
                    "dev.strapiwebhooks.traffic..",
                    "dev.strapiwebhooks.verify..")
            .layer("servlet")
            .definedBy("dev.strapiwebhooks.servlet") // without the contract in its test jar
            .layer("spring")
            .definedBy("dev.strapiwebhooks.spring..")
            .layer("javalin")
            .definedBy("dev.strapiwebhooks.javalin..")
            .layer("testkit")
            .definedBy("dev.strapiwebhooks.testkit..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("servlet")
            .mayOnlyAccessLayers("core")
            .whereLayer("spring")
            .mayOnlyAccessLayers("core", "servlet")
            .whereLayer("javalin")
            .mayOnlyAccessLayers("core", "servlet")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("core");
}
