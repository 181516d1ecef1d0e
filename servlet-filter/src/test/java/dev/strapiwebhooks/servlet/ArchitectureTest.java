package dev.strapiwebhooks.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.strapiwebhooks.servlet", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("slow")
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyCoreAndTheServletApi = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.strapiwebhooks",
                    "dev.strapiwebhooks.event..",
                    "dev.strapiwebhooks.internal..",
                    "dev.strapiwebhooks.spi..",
                    "dev.strapiwebhooks.servlet..",
                    "jakarta.servlet..",
                    "java..",
                    "org.jspecify..");
}
