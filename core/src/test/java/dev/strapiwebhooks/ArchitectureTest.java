package dev.strapiwebhooks;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

@AnalyzeClasses(packages = "dev.strapiwebhooks", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("slow")
class ArchitectureTest {
    @ArchTest
    static final ArchRule oneClassCompares = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.strapiwebhooks.internal.ConstantTime")
            .should()
            .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
            .orShould()
            .callMethodWhere(target(owner(assignableTo(Arrays.class)))
                    .and(target(nameMatching("equals|compare.*|mismatch|deepEquals"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(ByteBuffer.class)))
                    .and(target(nameMatching("equals|compareTo|mismatch"))))
            .because("secret-dependent bytes are compared in one place only");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.strapiwebhooks.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule eventsAndReplayStandAlone = noClasses()
            .that()
            .resideInAnyPackage("..event..", "..replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.strapiwebhooks", "..spi..", "..internal..");

    @ArchTest
    static final ArchRule verificationDoesNotKnowEventsOrEndpoints = noClasses()
            .that()
            .haveNameMatching(
                    "dev[.]strapiwebhooks[.]([a-z]+[.])?(WebhookVerifier|Verif|Key|Named|Signature|Timestamped).*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..event..", "..inbox..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("dev[.]strapiwebhooks[.](WebhookEndpoint|WebhookDelivery|Admission).*");

    @ArchTest
    static final ArchRule whatAdaptersImplementStandsAlone = noClasses()
            .that()
            .resideInAPackage("..spi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..event..", "..inbox..", "..internal..", "..metrics..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("dev[.]strapiwebhooks[.](WebhookEndpoint|WebhookDelivery|Admission).*");

    @ArchTest
    static final ArchRule onlyWhatCoreMayUse = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.strapiwebhooks..",
                    "java..",
                    "javax.crypto..",
                    "tools.jackson..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "org.bouncycastle..",
                    "io.github.bucket4j..",
                    "io.micrometer..");

    @ArchTest
    static final ArchRule micrometerStaysInMetrics = noClasses()
            .that()
            .resideOutsideOfPackage("..metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule bucket4jHasOneDoor = noClasses()
            .that()
            .haveNameNotMatching(".*[.](Bucket4jRateLimit|ClientBuckets)([$].*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.bucket4j..");

    @ArchTest
    static final ArchRule bouncyCastleHasOneDoor = noClasses()
            .that()
            .haveSimpleNameNotContaining("BouncyCastle")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    /** What users and writers of adapters see, beside what generated records are made of. Nest a type, or keep it to its package, before you raise the number. */
    @ArchTest
    static void theSurfaceStaysSmall(JavaClasses core) {
        assertThat(core)
                .filteredOn(type -> type.isTopLevelClass()
                        && type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.getPackageName().equals("dev.strapiwebhooks.internal")
                        && !type.getPackageName().equals("dev.strapiwebhooks.types"))
                .hasSizeBetween(40, 60);
    }

    @ArchTest
    static final ArchRule noThreadLocals =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
}
