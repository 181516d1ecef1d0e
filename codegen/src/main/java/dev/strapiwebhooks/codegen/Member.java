package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * A component of a generated record.
 *
 * @param name its Java name
 * @param wire its name in JSON
 * @param type its type, with its nullness
 * @param annotations what Jackson must know to read it
 * @param doc what it is
 */
record Member(String name, String wire, TypeName type, List<AnnotationSpec> annotations, String doc) {
    Member {
        annotations = List.copyOf(annotations);
    }
}
