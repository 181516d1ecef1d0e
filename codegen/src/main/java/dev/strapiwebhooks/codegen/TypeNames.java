package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who is called what, so that two are never called the same. */
final class TypeNames {
    /** What the generated code uses without an import. */
    private static final Set<String> JAVA_LANG =
            Set.of("Boolean", "Class", "Double", "Enum", "Integer", "Long", "Object", "Override", "Record", "String");

    private final TypeOptions options;
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> usedOverrides = new TreeSet<>();

    TypeNames(TypeOptions options) {
        this.options = options;
        JAVA_LANG.forEach(name -> owners.put(name.toLowerCase(Locale.ROOT), "java.lang." + name));
    }

    /** The name that is configured for something, else the one that it has by itself. */
    String chosen(String key, String proposal) {
        String override = options.nameOverrides().get(key);
        if (override != null) {
            usedOverrides.add(key);
        }
        String name = override == null ? proposal : override;
        if (!JavaNames.isIdentifier(name)) {
            String reason = name.isEmpty() ? key + " has no letter for a Java name" : name + " is no Java name";
            throw new SchemaException(reason + "; set nameOverrides " + key + "=…");
        }
        return name;
    }

    /** Takes the name of a top-level type, which nothing else has, whatever the file system thinks of upper and lower case. */
    ClassName type(String name, String owner, String key) {
        take(owners, name.toLowerCase(Locale.ROOT), owner, "Java type " + name, key);
        return ClassName.get(options.packageName(), name);
    }

    /** Takes a name out of those that are left. */
    static void take(Map<String, String> owners, String name, String owner, String what, String key) {
        String other = owners.putIfAbsent(name, owner);
        if (other != null) {
            throw new SchemaException(other + " and " + owner + " would both be the " + what
                    + "; give one of them another name, for example nameOverrides " + key + "=…");
        }
    }

    /** An override for something that does not exist is a slip of the pen. */
    void checkOverrides() {
        Set<String> unused = new TreeSet<>(options.nameOverrides().keySet());
        unused.removeAll(usedOverrides);
        if (!unused.isEmpty()) {
            throw new SchemaException("nameOverrides: the schema has no " + String.join(", ", unused));
        }
    }
}
