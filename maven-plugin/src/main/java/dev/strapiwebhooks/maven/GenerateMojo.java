package dev.strapiwebhooks.maven;

import dev.strapiwebhooks.codegen.GeneratedTypes;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Writes a Java record for each content type and component of a Strapi project, and has them compiled. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends TypesMojo {
    /** Where the metadata for native images is written. */
    @Parameter(
            property = "strapi.resourcesDirectory",
            defaultValue = "${project.build.directory}/generated-resources/strapi")
    File resourcesDirectory = new File("");

    /** What the types become a part of. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project = new MavenProject();

    /** For Maven. */
    public GenerateMojo() {}

    @Override
    void use(GeneratedTypes types) {
        List<Path> changed = types.writeSources(outputDirectory.toPath());
        types.writeNativeMetadata(resourcesDirectory.toPath());
        project.addCompileSourceRoot(outputDirectory.getPath());
        Resource resources = new Resource();
        resources.setDirectory(resourcesDirectory.getPath());
        project.addResource(resources);
        getLog().info(
                        changed.isEmpty()
                                ? "Types of Strapi: " + types.sources().size() + " files, nothing to do"
                                : "Types of Strapi: " + changed.size() + " files written or deleted in "
                                        + outputDirectory);
    }
}
