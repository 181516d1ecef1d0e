package dev.strapiwebhooks.maven;

import dev.strapiwebhooks.codegen.SchemaException;
import dev.strapiwebhooks.codegen.SchemaFetcher;
import java.io.File;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Takes the schema from a running Strapi and stores it as two files to commit. Its API token needs the permissions
 * {@code getContentTypes} and {@code getComponents} of the content-type builder.
 */
@Mojo(name = "fetch", requiresProject = false, threadSafe = true)
public final class FetchMojo extends AbstractMojo {
    /** Where the files are written; {@code generate} reads them there. */
    @Parameter(property = "strapi.directory", defaultValue = "${basedir}/src/main/strapi")
    File strapiDirectory = new File("");

    /** The address of Strapi, for example {@code http://localhost:1337}. */
    @Parameter(property = "strapi.url", required = true)
    String url = "";

    /** The environment variable that holds the API token. */
    @Parameter(property = "strapi.tokenEnv", defaultValue = "STRAPI_TOKEN")
    String tokenEnv = "STRAPI_TOKEN";

    /** Leaves everything as it is. */
    @Parameter(property = "strapi.skip", defaultValue = "false")
    boolean skip;

    /** Where environment variables come from. */
    UnaryOperator<@Nullable String> environment = System::getenv;

    /** For Maven. */
    public FetchMojo() {}

    @Override
    public void execute() throws MojoExecutionException {
        if (skip) {
            getLog().info("Schema of Strapi: skipped");
            return;
        }
        String token = environment.apply(tokenEnv);
        if (token == null || token.isBlank()) {
            throw new MojoExecutionException("the environment variable " + tokenEnv + " has no API token");
        }
        if (new File(strapiDirectory, "src/api").exists()) {
            throw new MojoExecutionException(strapiDirectory
                    + " is a Strapi project, which generate reads as it is; fetch into another directory");
        }
        try {
            new SchemaFetcher(URI.create(url), token.strip()).fetchTo(strapiDirectory.toPath());
            getLog().info("Schema of Strapi: written to " + strapiDirectory);
        } catch (SchemaException | UncheckedIOException | IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
