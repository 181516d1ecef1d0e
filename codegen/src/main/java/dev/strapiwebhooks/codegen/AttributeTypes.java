package dev.strapiwebhooks.codegen;

import static dev.strapiwebhooks.codegen.Libraries.JSON_NODE;
import static dev.strapiwebhooks.codegen.Libraries.list;
import static dev.strapiwebhooks.codegen.Libraries.nullable;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.strapiwebhooks.event.MediaFile;
import dev.strapiwebhooks.types.Blocks;
import dev.strapiwebhooks.types.EnumValue;
import dev.strapiwebhooks.types.Relation;
import dev.strapiwebhooks.types.Relations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The Java type of an attribute, by what Strapi really sends for it. */
final class AttributeTypes {
    private static final Map<String, Class<?>> SCALARS = Map.ofEntries(
            Map.entry("string", String.class),
            Map.entry("text", String.class),
            Map.entry("richtext", String.class),
            Map.entry("email", String.class),
            Map.entry("uid", String.class),
            Map.entry("integer", Integer.class),
            // A string on the wire; SQLite rounds the largest of 64 bits to one that no long can hold.
            Map.entry("biginteger", BigInteger.class),
            Map.entry("decimal", BigDecimal.class),
            Map.entry("float", Double.class),
            Map.entry("boolean", Boolean.class),
            Map.entry("date", LocalDate.class),
            Map.entry("time", LocalTime.class),
            Map.entry("datetime", Instant.class),
            Map.entry("timestamp", Instant.class),
            Map.entry("blocks", Blocks.class));
    private static final Set<String> OTHERS =
            Set.of("json", "enumeration", "media", "component", "dynamiczone", "relation", "customField");
    private static final Set<String> TO_ONE = Set.of("oneToOne", "manyToOne", "oneWay", "morphOne", "morphToOne");
    private static final Set<String> TO_MANY = Set.of("oneToMany", "manyToMany", "manyWay", "morphMany", "morphToMany");

    private final TypeOptions options;
    private final Map<String, ClassName> names;
    private final @Nullable ClassName anyEntry;
    private final Set<String> unusedMappings;

    /** With the names of the types that are generated, and of the one for relations to all of them. */
    AttributeTypes(TypeOptions options, Map<String, ClassName> names, @Nullable ClassName anyEntry) {
        this.options = options;
        this.names = names;
        this.anyEntry = anyEntry;
        this.unusedMappings = new TreeSet<>(options.typeMappings().keySet());
        unusedMappings.removeAll(SCALARS.keySet());
        unusedMappings.removeAll(OTHERS);
    }

    /** Whether a class of the application takes the place of what would be generated. */
    boolean isMapped(AttributeSchema attribute) {
        return mapping(attribute) != null;
    }

    private @Nullable String mapping(AttributeSchema attribute) {
        String ofAttribute = options.typeMappings().get(attribute.key());
        if (ofAttribute != null) {
            unusedMappings.remove(attribute.key());
            return ofAttribute;
        }
        String custom = options.customFields().get(attribute.text("customField"));
        return custom != null ? custom : options.typeMappings().get(attribute.type());
    }

    /** The type, where {@code own} is the enum or the zone that was made for this attribute. */
    TypeName of(AttributeSchema attribute, @Nullable ClassName own) {
        String mapping = mapping(attribute);
        if (mapping != null) {
            return nullable(mapped(attribute, mapping));
        }
        Class<?> scalar = SCALARS.get(attribute.type());
        if (scalar != null) {
            return nullable(ClassName.get(scalar));
        }
        return switch (attribute.type()) {
            case "relation" -> relation(attribute);
            case "json", "customField" -> nullable(JSON_NODE);
            case "media" -> nullable(many(ClassName.get(MediaFile.class), attribute.is("multiple")));
            case "component" -> nullable(many(component(attribute), attribute.is("repeatable")));
            case "enumeration" -> nullable(ParameterizedTypeName.get(ClassName.get(EnumValue.class), made(own)));
            case "dynamiczone" -> nullable(list(made(own)));
            default ->
                throw attribute.problem(
                        "has the type \"" + attribute.type() + "\", which is not known; set typeMappings "
                                + attribute.key() + "=tools.jackson.databind.JsonNode or exclude " + attribute.owner());
        };
    }

    private static ClassName mapped(AttributeSchema attribute, String mapping) {
        int dot = mapping.lastIndexOf('.');
        if (dot < 0 || !JavaNames.isPackage(mapping)) {
            throw attribute.problem("is mapped to \"" + mapping + "\", which is no class with its package");
        }
        return ClassName.get(mapping.substring(0, dot), mapping.substring(dot + 1));
    }

    private static TypeName many(TypeName one, boolean isMany) {
        return isMany ? list(one) : one;
    }

    private static ClassName made(@Nullable ClassName own) {
        if (own == null) {
            throw new IllegalStateException("no type was made");
        }
        return own;
    }

    private TypeName component(AttributeSchema attribute) {
        return names.getOrDefault(attribute.text("component"), JSON_NODE);
    }

    private TypeName relation(AttributeSchema attribute) {
        String target = attribute.text("target");
        String kind = attribute.text("relation");
        TypeName to = target.isEmpty() && anyEntry != null ? anyEntry : target(target);
        if (TO_ONE.contains(kind)) {
            return ParameterizedTypeName.get(ClassName.get(Relation.class), to);
        }
        if (TO_MANY.contains(kind)) {
            return ParameterizedTypeName.get(ClassName.get(Relations.class), to);
        }
        throw attribute.problem("is a relation \"" + kind + "\", which is not known");
    }

    /** The type of an entry; plain JSON where none is generated. */
    TypeName target(String uid) {
        return uid.equals(TypeSchema.MEDIA) ? ClassName.get(MediaFile.class) : names.getOrDefault(uid, JSON_NODE);
    }

    /** A mapping for something that does not exist is a slip of the pen. */
    void checkMappings() {
        if (!unusedMappings.isEmpty()) {
            throw new SchemaException(
                    "typeMappings: there is no type and no attribute " + String.join(", ", unusedMappings));
        }
    }
}
