package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.strapiwebhooks.types.EnumText;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The source of an enum. */
final class EnumSource {
    /** Stands for every text that has no constant. */
    static final String UNKNOWN = "UNKNOWN";

    private static final TypeName TEXT = Libraries.nullable(ClassName.get(String.class));

    private EnumSource() {}

    static TypeSpec of(TypePlan.Choice choice) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(choice.name())
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(EnumText.class)
                .addAnnotation(Libraries.NULL_MARKED)
                .addJavadoc("$L", choice.doc());
        choice.constants()
                .forEach((name, text) -> type.addEnumConstant(name, constant("$S", text, Docs.sentence(text))));
        type.addEnumConstant(UNKNOWN, constant("$L", "null", "What this version of the types does not know."));
        return type.addField(FieldSpec.builder(TEXT, "text", Modifier.PRIVATE, Modifier.FINAL)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(TEXT, "text")
                        .addStatement("this.text = text")
                        .build())
                .addMethod(MethodSpec.methodBuilder("text")
                        .addModifiers(Modifier.PUBLIC)
                        .addAnnotation(Override.class)
                        .returns(ParameterizedTypeName.get(Optional.class, String.class))
                        .addStatement("return $T.ofNullable(text)", Optional.class)
                        .build())
                .build();
    }

    private static TypeSpec constant(String format, String text, String doc) {
        return TypeSpec.anonymousClassBuilder(CodeBlock.of(format, text))
                .addJavadoc("$L", doc)
                .build();
    }
}
