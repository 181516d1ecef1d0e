package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.strapiwebhooks.event.StrapiType;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The source of a record. */
final class RecordSource {
    private RecordSource() {}

    /** With the sealed interfaces that it is a part of; {@code isDiscriminated} when one of them carries Jackson's annotation. */
    static TypeSpec of(TypePlan plan, List<ClassName> interfaces, boolean isDiscriminated) {
        TypeSpec.Builder type = TypeSpec.recordBuilder(plan.name())
                .addModifiers(Modifier.PUBLIC)
                .addAnnotations(Annotations.record())
                .addSuperinterfaces(interfaces)
                .addField(uid(plan.schema()))
                .recordConstructor(header(plan.members()));
        if (!plan.schema().isComponent()) {
            type.addAnnotation(AnnotationSpec.builder(StrapiType.class)
                    .addMember("value", "$T.UID", plan.name())
                    .build());
        }
        if (isDiscriminated) {
            type.addAnnotation(Annotations.standsAlone());
        }
        javadoc(type, plan);
        return type.build();
    }

    private static FieldSpec uid(TypeSchema schema) {
        return FieldSpec.builder(String.class, "UID", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The unique name in Strapi.")
                .initializer("$S", schema.uid())
                .build();
    }

    private static MethodSpec header(List<Member> members) {
        MethodSpec.Builder header = MethodSpec.constructorBuilder();
        for (Member member : members) {
            header.addParameter(ParameterSpec.builder(member.type(), member.name())
                    .addAnnotations(member.annotations())
                    .build());
        }
        return header.build();
    }

    private static void javadoc(TypeSpec.Builder type, TypePlan plan) {
        String kind = plan.schema().isComponent() ? "Component" : "Content type";
        type.addJavadoc(
                "$L\n\n<p>$L {@code $L}.\n\n",
                Docs.sentence(plan.schema().description()),
                kind,
                plan.schema().uid());
        plan.members().forEach(member -> type.addJavadoc("@param $L $L\n", member.name(), member.doc()));
    }
}
