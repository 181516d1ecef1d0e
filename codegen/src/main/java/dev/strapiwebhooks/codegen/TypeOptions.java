package dev.strapiwebhooks.codegen;

import java.util.List;
import java.util.Map;

/**
 * What the generated types are to be called and made of.
 *
 * @param packageName their package
 * @param strapiVersion 4 or 5; Strapi 4 has no {@code documentId}
 * @param includes patterns of uids, {@code *} for any text; what these types refer to comes along. Empty: all of the project
 * @param excludes patterns of uids that get no type; where others refer to them there is plain JSON
 * @param typeMappings Java class by type of attribute ({@code decimal}), or for one attribute by its uid and name ({@code
 *     api::article.article.price})
 * @param customFields Java class by custom field, for example {@code plugin::color-picker.color}; plain JSON for all others
 * @param nameOverrides Java name by uid, for one attribute by its uid and name, and for a value of an enumeration by uid, name
 *     and value
 */
public record TypeOptions(
        String packageName,
        int strapiVersion,
        List<String> includes,
        List<String> excludes,
        Map<String, String> typeMappings,
        Map<String, String> customFields,
        Map<String, String> nameOverrides) {
    /**
     * All types of a Strapi 5 project, with the names that they have by themselves.
     *
     * @param packageName their package
     * @return the options
     */
    public static TypeOptions of(String packageName) {
        return new TypeOptions(packageName, 5, List.of(), List.of(), Map.of(), Map.of(), Map.of());
    }

    /** Names what cannot be. */
    void check() {
        if (!JavaNames.isPackage(packageName)) {
            throw new SchemaException("packageName: \"" + packageName + "\" is no name of a package");
        }
        if (strapiVersion != 4 && strapiVersion != 5) {
            throw new SchemaException("strapiVersion: " + strapiVersion + " is not known; 4 or 5");
        }
    }
}
