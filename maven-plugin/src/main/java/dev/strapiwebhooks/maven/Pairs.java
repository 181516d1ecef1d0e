package dev.strapiwebhooks.maven;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;

/** Parameters like {@code api::article.article=Post}: uids cannot be names of XML elements. */
final class Pairs {
    private Pairs() {}

    static Map<String, String> of(String parameter, List<String> pairs) throws MojoExecutionException {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.lastIndexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new MojoExecutionException(parameter + ": \"" + pair + "\" is not of the form name=value");
            }
            if (map.put(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip())
                    != null) {
                throw new MojoExecutionException(parameter + ": " + pair.substring(0, equals) + " is there twice");
            }
        }
        return map;
    }
}
