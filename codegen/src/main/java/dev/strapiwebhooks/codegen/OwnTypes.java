package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that are made for single attributes of a record: an enum for an enumeration, a sealed interface for a dynamic zone. */
final class OwnTypes {
    private final ClassName record;
    private final Map<String, ClassName> records;
    private final TypeNames names;
    private final List<TypePlan.Choice> enums = new ArrayList<>();
    private final List<TypePlan.Zone> zones = new ArrayList<>();

    OwnTypes(ClassName record, Map<String, ClassName> records, TypeNames names) {
        this.record = record;
        this.records = records;
        this.names = names;
    }

    List<TypePlan.Choice> enums() {
        return enums;
    }

    List<TypePlan.Zone> zones() {
        return zones;
    }

    /** The type for an attribute, null where it needs none. */
    @Nullable
    ClassName make(AttributeSchema attribute, String member) {
        String name = member.substring(0, 1).toUpperCase(Locale.ROOT) + member.substring(1);
        return switch (attribute.type()) {
            case "enumeration" -> choice(attribute, name);
            case "dynamiczone" -> zone(attribute, name);
            default -> null;
        };
    }

    /** What Jackson must know to read an attribute, once its type is made. */
    List<AnnotationSpec> annotations(AttributeSchema attribute) {
        return switch (attribute.type()) {
            case "timestamp" -> List.of(Annotations.epochMilliseconds());
            case "dynamiczone" -> Annotations.discriminated(zones.get(zones.size() - 1));
            default -> List.of();
        };
    }

    private ClassName choice(AttributeSchema attribute, String name) {
        ClassName type = names.type(record.simpleName() + name, "the enumeration " + attribute.key(), attribute.key());
        Map<String, String> owners = new HashMap<>(Map.of(EnumSource.UNKNOWN, "what is not known"));
        Map<String, String> constants = new LinkedHashMap<>();
        for (String text : attribute.texts("enum")) {
            String key = attribute.key() + "." + text;
            String own = JavaNames.constant(text);
            String constant = names.chosen(key, own.equals(EnumSource.UNKNOWN) ? own + "_" : own);
            String owner = "the value \"" + text + "\"";
            TypeNames.take(owners, constant, owner, "constant " + constant + " of attribute " + attribute.key(), key);
            constants.put(constant, text);
        }
        enums.add(new TypePlan.Choice(type, doc("Values of", attribute), constants));
        return type;
    }

    private ClassName zone(AttributeSchema attribute, String name) {
        Map<String, ClassName> components = new LinkedHashMap<>();
        for (String uid : attribute.texts("components")) {
            ClassName component = records.get(uid);
            if (component != null) {
                components.put(uid, component);
            }
        }
        String owner = "the dynamic zone " + attribute.key();
        ClassName type = names.type(record.simpleName() + name, owner, attribute.key());
        zones.add(
                new TypePlan.Zone(type, "__component", components, doc("A component in the dynamic zone", attribute)));
        return type;
    }

    private String doc(String what, AttributeSchema attribute) {
        return what + " " + Docs.escaped(attribute.name()) + " of {@link " + record.simpleName() + "}.";
    }
}
