package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The source of the list of all types. */
final class TypesSource {
    static final String NAME = "StrapiTypes";
    private static final TypeName ANY =
            ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(Record.class));

    private TypesSource() {}

    static TypeSpec of(ClassName name, List<TypePlan> plans) {
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addAnnotation(Libraries.NULL_MARKED)
                .addJavadoc("All types of the project, for what must not forget one.")
                .addField(list("CONTENT_TYPES", "The content types.", plans, false))
                .addField(list("COMPONENTS", "The components.", plans, true))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .build();
    }

    private static FieldSpec list(String name, String doc, List<TypePlan> plans, boolean components) {
        List<CodeBlock> classes = plans.stream()
                .filter(plan -> plan.schema().isComponent() == components)
                .map(plan -> CodeBlock.of("$T.class", plan.name()))
                .toList();
        return FieldSpec.builder(Libraries.list(ANY), name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L", doc)
                .initializer("$T.of($L)", List.class, CodeBlock.join(classes, ", "))
                .build();
    }
}
