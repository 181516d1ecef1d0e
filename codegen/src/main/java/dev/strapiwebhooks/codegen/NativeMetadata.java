package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells GraalVM that Jackson reads the records by reflection. */
final class NativeMetadata {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private NativeMetadata() {}

    static String of(List<TypePlan> plans, TypePlan.@Nullable Zone any) {
        List<ClassName> types = new ArrayList<>();
        for (TypePlan plan : plans) {
            types.add(plan.name());
            plan.enums().forEach(choice -> types.add(choice.name()));
            plan.zones().forEach(zone -> types.addAll(List.of(zone.name(), zone.other())));
        }
        if (any != null) {
            types.addAll(List.of(any.name(), any.other()));
        }
        ObjectNode root = PRETTY.createObjectNode();
        var reflection = root.putArray("reflection");
        types.stream()
                .map(ClassName::reflectionName)
                .sorted()
                .forEach(type -> reflection
                        .addObject()
                        .put("type", type)
                        .put("allDeclaredFields", true)
                        .put("allDeclaredMethods", true)
                        .put("allDeclaredConstructors", true));
        return PRETTY.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    }
}
