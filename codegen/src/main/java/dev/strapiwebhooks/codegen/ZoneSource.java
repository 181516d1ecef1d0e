package dev.strapiwebhooks.codegen;

import static dev.strapiwebhooks.codegen.Libraries.JSON_CREATOR;
import static dev.strapiwebhooks.codegen.Libraries.JSON_NODE;
import static dev.strapiwebhooks.codegen.Libraries.JSON_VALUE;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** The source of a sealed interface for several types in the place of one. */
final class ZoneSource {
    private ZoneSource() {}

    /** {@code byItself} when the interface carries Jackson's annotations, and not the members that are of its type. */
    static TypeSpec of(TypePlan.Zone zone, boolean byItself) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(zone.name())
                .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
                .addAnnotation(Libraries.NULL_MARKED)
                .addJavadoc("$L", zone.doc());
        if (byItself) {
            type.addAnnotations(Annotations.discriminated(zone));
        }
        zone.types().values().stream().distinct().forEach(type::addPermittedSubclass);
        return type.addPermittedSubclass(zone.other()).addType(other(zone)).build();
    }

    /** What Strapi had not when the types were generated, as it came. */
    private static TypeSpec other(TypePlan.Zone zone) {
        ClassName name = zone.other();
        return TypeSpec.recordBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(zone.name())
                .addJavadoc("What is newer than these types.\n\n@param json as Strapi sent it\n")
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(ParameterSpec.builder(JSON_NODE, "json")
                                .addAnnotation(JSON_VALUE)
                                .build())
                        .build())
                .addMethod(MethodSpec.methodBuilder("of")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addJavadoc("For Jackson.\n\n@param json as Strapi sent it\n@return the same\n")
                        .addAnnotation(AnnotationSpec.builder(JSON_CREATOR)
                                .addMember("mode", "$T.Mode.DELEGATING", JSON_CREATOR)
                                .build())
                        .addParameter(JSON_NODE, "json")
                        .returns(name)
                        .addStatement("return new $T(json)", name)
                        .build())
                .addMethod(MethodSpec.methodBuilder("uid")
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("The unique name of its type.\n\n@return the uid\n")
                        .returns(String.class)
                        .addStatement("return json.path($S).asString($S)", zone.discriminator(), "")
                        .build())
                .build();
    }
}
