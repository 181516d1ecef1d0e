package dev.strapiwebhooks.maven;

import dev.strapiwebhooks.codegen.GeneratedTypes;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** For types that are committed: fails where they are not what the schema gives, and writes nothing. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends TypesMojo {
    /** For Maven. */
    public CheckMojo() {}

    @Override
    void use(GeneratedTypes types) throws MojoFailureException {
        List<String> differences = types.differences(outputDirectory.toPath());
        if (!differences.isEmpty()) {
            throw new MojoFailureException("The types in " + outputDirectory + " are not those of the schema in "
                    + strapiDirectory + "; run strapi-webhooks:generate and commit what it writes:\n  "
                    + String.join("\n  ", differences));
        }
    }
}
