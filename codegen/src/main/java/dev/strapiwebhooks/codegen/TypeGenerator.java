package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the Java types of a schema. The same schema and options give the same bytes, on every machine. */
public final class TypeGenerator {
    /** The type for relations that may lead to entries of any type. */
    private static final String ANY_ENTRY = "AnyEntry";

    private final TypeOptions options;
    private final Map<String, TypeSchema> schemas;
    private final TypeNames names;
    private final Map<String, ClassName> records = new TreeMap<>();
    private final Map<String, String> sources = new TreeMap<>();

    private TypeGenerator(StrapiSchema schema, TypeOptions options) {
        options.check();
        this.options = options;
        this.schemas = Selection.of(schema, options);
        this.names = new TypeNames(options);
    }

    /**
     * Makes the types. Nothing is written yet.
     *
     * @param schema of a Strapi project
     * @param options what they are to be called and made of
     * @return the sources
     * @throws SchemaException naming the type or the attribute that has none, or the two that would have the same name, and
     *     the option that helps
     */
    public static GeneratedTypes generate(StrapiSchema schema, TypeOptions options) {
        return new TypeGenerator(schema, options).generate();
    }

    private GeneratedTypes generate() {
        ClassName list = names.type(TypesSource.NAME, "the list of all types", TypesSource.NAME);
        schemas.keySet().forEach(uid -> records.put(uid, names.type(names.chosen(uid, JavaNames.type(uid)), uid, uid)));
        TypePlan.@Nullable Zone any = anyEntry();
        List<TypePlan> plans = plans(any);
        Map<ClassName, List<ClassName>> interfaces = interfaces(plans, any);
        for (TypePlan plan : plans) {
            boolean isEntry = any != null && !plan.schema().isComponent();
            List<ClassName> own = interfaces.getOrDefault(plan.name(), List.of());
            add(plan.schema().uid(), RecordSource.of(plan, own, isEntry));
            plan.enums().forEach(choice -> add(plan.schema().uid(), EnumSource.of(choice)));
            plan.zones().forEach(zone -> add(plan.schema().uid(), ZoneSource.of(zone, false)));
        }
        if (any != null) {
            add("the project", ZoneSource.of(any, true));
        }
        add("the project", TypesSource.of(list, plans));
        return new GeneratedTypes(options.packageName(), sources, NativeMetadata.of(plans, any));
    }

    private List<TypePlan> plans(TypePlan.@Nullable Zone any) {
        AttributeTypes types = new AttributeTypes(options, records, any == null ? null : any.name());
        List<TypePlan> plans = schemas.values().stream()
                .map(schema -> new MemberPlanner(schema, records, names, types).plan(options.strapiVersion()))
                .toList();
        types.checkMappings();
        names.checkOverrides();
        return plans;
    }

    private TypePlan.@Nullable Zone anyEntry() {
        boolean isNeeded = schemas.values().stream()
                .flatMap(schema -> schema.attributes().stream())
                .anyMatch(attribute -> attribute.text("relation").startsWith("morphTo"));
        if (!isNeeded) {
            return null;
        }
        Map<String, ClassName> entries = new LinkedHashMap<>(records);
        entries.keySet().removeIf(uid -> !uid.contains("::"));
        ClassName name = names.type(ANY_ENTRY, "the type for relations to all types", ANY_ENTRY);
        return new TypePlan.Zone(name, "__type", entries, "An entry of any type.");
    }

    private static Map<ClassName, List<ClassName>> interfaces(List<TypePlan> plans, TypePlan.@Nullable Zone any) {
        Map<ClassName, List<ClassName>> interfaces = new TreeMap<>();
        List<TypePlan.Zone> zones = new ArrayList<>();
        plans.forEach(plan -> zones.addAll(plan.zones()));
        if (any != null) {
            zones.add(any);
        }
        for (TypePlan.Zone zone : zones) {
            zone.types().values().stream()
                    .distinct()
                    .forEach(type -> interfaces
                            .computeIfAbsent(type, unused -> new ArrayList<>())
                            .add(zone.name()));
        }
        return interfaces;
    }

    private void add(String origin, TypeSpec type) {
        String source = JavaFile.builder(options.packageName(), type)
                .addFileComment(
                        "$L $L. Do not edit: change the schema and generate again.", GeneratedTypes.HEADER, origin)
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        sources.put(options.packageName().replace('.', '/') + "/" + type.name() + ".java", source);
    }
}
