package dev.strapiwebhooks.maven;

import dev.strapiwebhooks.codegen.GeneratedTypes;
import dev.strapiwebhooks.codegen.SchemaException;
import dev.strapiwebhooks.codegen.StrapiSchema;
import dev.strapiwebhooks.codegen.TypeGenerator;
import dev.strapiwebhooks.codegen.TypeOptions;
import java.io.File;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What {@code generate} and {@code check} have in common: from the parameters to the types. */
abstract class TypesMojo extends AbstractMojo {
    /** The Strapi project, or what the goal fetch has stored. */
    @Parameter(property = "strapi.directory", defaultValue = "${project.basedir}/src/main/strapi")
    File strapiDirectory = new File("");

    /** The package of the types. */
    @Parameter(property = "strapi.packageName", required = true)
    String packageName = "";

    /** Where the types are written. */
    @Parameter(
            property = "strapi.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/strapi")
    File outputDirectory = new File("");

    /** 4 or 5. */
    @Parameter(property = "strapi.version", defaultValue = "5")
    int strapiVersion = 5;

    /** Patterns of uids, {@code *} for any text; what these refer to comes along. All types of the project unless set. */
    @Parameter
    List<String> includes = List.of();

    /** Patterns of uids that get no type. */
    @Parameter
    List<String> excludes = List.of();

    /** Java classes for types of attributes or single attributes: {@code decimal=java.lang.Double}. */
    @Parameter
    List<String> typeMappings = List.of();

    /** Java classes for custom fields: {@code plugin::color-picker.color=java.lang.String}. */
    @Parameter
    List<String> customFields = List.of();

    /** Java names for types, attributes and values of enumerations: {@code api::article.article=Post}. */
    @Parameter
    List<String> nameOverrides = List.of();

    /** Leaves everything as it is. */
    @Parameter(property = "strapi.skip", defaultValue = "false")
    boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Types of Strapi: skipped");
            return;
        }
        try {
            use(TypeGenerator.generate(StrapiSchema.read(strapiDirectory.toPath()), options()));
        } catch (SchemaException | UncheckedIOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    abstract void use(GeneratedTypes types) throws MojoFailureException;

    private TypeOptions options() throws MojoExecutionException {
        return new TypeOptions(
                packageName,
                strapiVersion,
                includes,
                excludes,
                Pairs.of("typeMappings", typeMappings),
                Pairs.of("customFields", customFields),
                Pairs.of("nameOverrides", nameOverrides));
    }
}
