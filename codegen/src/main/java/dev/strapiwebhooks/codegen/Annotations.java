package dev.strapiwebhooks.codegen;

import static dev.strapiwebhooks.codegen.Libraries.JSON_SUB_TYPES;
import static dev.strapiwebhooks.codegen.Libraries.JSON_TYPE_INFO;

import com.palantir.javapoet.AnnotationSpec;
import java.util.List;

/** What Jackson must know, so that every mapper reads the same, however it is configured. */
final class Annotations {
    private Annotations() {}

    static AnnotationSpec property(String wire) {
        return AnnotationSpec.builder(Libraries.JSON_PROPERTY)
                .addMember("value", "$S", wire)
                .build();
    }

    /** Jackson would take the number in the string for seconds. */
    static AnnotationSpec epochMilliseconds() {
        return AnnotationSpec.builder(Libraries.JSON_FORMAT)
                .addMember("without", "$T.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS", Libraries.JSON_FORMAT)
                .build();
    }

    /** A schema may be older than Strapi, and Strapi sends members that are in no schema. */
    static List<AnnotationSpec> record() {
        return List.of(
                Libraries.NULL_MARKED,
                AnnotationSpec.builder(Libraries.JSON_IGNORE_PROPERTIES)
                        .addMember("ignoreUnknown", "true")
                        .build(),
                AnnotationSpec.builder(Libraries.JSON_NAMING)
                        .addMember("value", "$T.class", Libraries.CAMEL_CASE)
                        .build());
    }

    /** On a member or an interface: which member of the JSON names the type. */
    static List<AnnotationSpec> discriminated(TypePlan.Zone zone) {
        AnnotationSpec info = AnnotationSpec.builder(JSON_TYPE_INFO)
                .addMember("use", "$T.Id.NAME", JSON_TYPE_INFO)
                .addMember("property", "$S", zone.discriminator())
                .addMember("visible", "true")
                .addMember("defaultImpl", "$T.class", zone.other())
                .build();
        AnnotationSpec.Builder types = AnnotationSpec.builder(JSON_SUB_TYPES);
        zone.types()
                .forEach((uid, type) -> types.addMember(
                        "value", "@$T(value = $T.class, name = $S)", JSON_SUB_TYPES.nestedClass("Type"), type, uid));
        return zone.types().isEmpty() ? List.of(info) : List.of(info, types.build());
    }

    /** On a record that is part of a type which Jackson tells apart, where it stands alone. */
    static AnnotationSpec standsAlone() {
        return AnnotationSpec.builder(JSON_TYPE_INFO)
                .addMember("use", "$T.Id.NONE", JSON_TYPE_INFO)
                .build();
    }
}
