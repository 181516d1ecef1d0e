package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/** Names that the generated code refers to. Only core is on the class path of this module. */
final class Libraries {
    static final ClassName JSON_NODE = ClassName.get("tools.jackson.databind", "JsonNode");
    static final ClassName LIST = ClassName.get(List.class);
    static final ClassName JSON_CREATOR = annotation("JsonCreator");
    static final ClassName JSON_FORMAT = annotation("JsonFormat");
    static final ClassName JSON_IGNORE_PROPERTIES = annotation("JsonIgnoreProperties");
    static final ClassName JSON_PROPERTY = annotation("JsonProperty");
    static final ClassName JSON_SUB_TYPES = annotation("JsonSubTypes");
    static final ClassName JSON_TYPE_INFO = annotation("JsonTypeInfo");
    static final ClassName JSON_VALUE = annotation("JsonValue");
    static final ClassName JSON_NAMING = ClassName.get("tools.jackson.databind.annotation", "JsonNaming");
    static final ClassName CAMEL_CASE =
            ClassName.get("tools.jackson.databind", "PropertyNamingStrategies", "LowerCamelCaseStrategy");
    private static final AnnotationSpec NULLABLE = AnnotationSpec.builder(
                    ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();
    static final AnnotationSpec NULL_MARKED = AnnotationSpec.builder(
                    ClassName.get("org.jspecify.annotations", "NullMarked"))
            .build();

    private Libraries() {}

    private static ClassName annotation(String name) {
        return ClassName.get("com.fasterxml.jackson.annotation", name);
    }

    static TypeName nullable(TypeName type) {
        return type.annotated(NULLABLE);
    }

    static TypeName list(TypeName element) {
        return ParameterizedTypeName.get(LIST, element);
    }
}
