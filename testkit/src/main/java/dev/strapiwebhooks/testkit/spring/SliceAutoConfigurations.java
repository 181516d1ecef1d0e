package dev.strapiwebhooks.testkit.spring;

import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Of all auto-configurations on the class path those that a webhook needs, by package: the ones of Boot are elsewhere in 3.5
 * and in 4, and neither version's classes can be named here.
 */
final class SliceAutoConfigurations extends AutoConfigurationImportSelector {
    private static final String BOOT_3 = "org.springframework.boot.autoconfigure.";
    private static final String BOOT_4 = "org.springframework.boot.";

    private static final List<String> PACKAGES = List.of(
            "dev.strapiwebhooks.",
            BOOT_3 + "aop.",
            BOOT_3 + "context.",
            BOOT_3 + "http.",
            BOOT_3 + "jackson.",
            BOOT_3 + "netty.",
            BOOT_3 + "reactor.",
            BOOT_3 + "ssl.",
            BOOT_3 + "task.TaskExecution",
            BOOT_3 + "validation.",
            BOOT_3 + "web.",
            BOOT_4 + "http.",
            BOOT_4 + "jackson.",
            BOOT_4 + "jetty.autoconfigure.",
            BOOT_4 + "netty.",
            BOOT_4 + "reactor.",
            BOOT_4 + "servlet.autoconfigure.",
            BOOT_4 + "tomcat.autoconfigure.",
            BOOT_4 + "validation.",
            BOOT_4 + "webflux.",
            BOOT_4 + "webmvc.");

    /** Of the packages above, what belongs to an actuator that is not there. */
    private static final List<String> ACTUATOR = List.of(".actuate.", ".metrics.");

    @Override
    protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
        return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
    }

    @Override
    protected List<String> getCandidateConfigurations(AnnotationMetadata metadata, AnnotationAttributes attributes) {
        return super.getCandidateConfigurations(metadata, attributes).stream()
                .filter(name -> PACKAGES.stream().anyMatch(name::startsWith)
                        && ACTUATOR.stream().noneMatch(name::contains))
                .toList();
    }

    /** The application may exclude what this leaves out anyway. */
    @Override
    protected void handleInvalidExcludes(List<String> invalidExcludes) {}
}
