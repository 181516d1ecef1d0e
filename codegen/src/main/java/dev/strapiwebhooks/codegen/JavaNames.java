package dev.strapiwebhooks.codegen;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** Java names from Strapi's. The same name every time, whatever else the project has. */
final class JavaNames {
    /** What a record cannot call a component: methods of Object without parameters. */
    private static final Set<String> OF_OBJECT =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private JavaNames() {}

    /** For example {@code UsersPermissionsUser} for {@code plugin::users-permissions.user}. */
    static String type(String uid) {
        String own = uid.startsWith("api::") ? uid.substring(uid.lastIndexOf('.') + 1) : uid;
        String name = pascal(own.startsWith("plugin::") ? own.substring("plugin::".length()) : own);
        return identifier(name);
    }

    /** For example {@code SnakeCaseName}. */
    static String pascal(String text) {
        return words(text).map(JavaNames::capitalised).collect(Collectors.joining());
    }

    /** For example {@code snakeCaseName}; what is camel case already stays. */
    static String member(String attribute) {
        String name = pascal(attribute);
        boolean lower = !attribute.isEmpty() && Character.isLowerCase(attribute.codePointAt(0));
        String member = identifier(lower ? decapitalised(name) : firstWordLower(name));
        return OF_OBJECT.contains(member) ? member + "_" : member;
    }

    /** For example {@code HOW_TO}. */
    static String constant(String value) {
        String name = words(value)
                .flatMap(word -> Arrays.stream(word.split("(?<=[\\p{Ll}\\d])(?=\\p{Lu})")))
                .collect(Collectors.joining("_"))
                .toUpperCase(Locale.ROOT);
        return identifier(name);
    }

    static boolean isPackage(String name) {
        return SourceVersion.isName(name, SourceVersion.RELEASE_17);
    }

    static boolean isIdentifier(String name) {
        return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name, SourceVersion.RELEASE_17);
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty());
    }

    /** Empty stays empty, for the caller to complain about. */
    private static String identifier(String name) {
        if (name.isEmpty()) {
            return name;
        }
        String begun = Character.isJavaIdentifierStart(name.codePointAt(0)) ? name : "_" + name;
        return isIdentifier(begun) ? begun : begun + "_";
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String decapitalised(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    /** {@code URLPath} is {@code urlPath}, {@code Title} is {@code title}. */
    private static String firstWordLower(String name) {
        int upper = 0;
        while (upper < name.length() && Character.isUpperCase(name.charAt(upper))) {
            upper++;
        }
        int end = upper <= 1 || upper == name.length() ? upper : upper - 1;
        return name.substring(0, end).toLowerCase(Locale.ROOT) + name.substring(end);
    }
}
