package dev.strapiwebhooks.codegen;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Map;

/**
 * What is to be generated for a content type or component.
 *
 * @param schema where it comes from
 * @param name the record
 * @param members its components
 * @param enums the enums beside it
 * @param zones the sealed interfaces beside it
 */
record TypePlan(TypeSchema schema, ClassName name, List<Member> members, List<Choice> enums, List<Zone> zones) {
    TypePlan {
        members = List.copyOf(members);
        enums = List.copyOf(enums);
        zones = List.copyOf(zones);
    }

    /**
     * An enum.
     *
     * @param name its name
     * @param doc what it is
     * @param constants the texts in Strapi by the constants' names, in the order of the schema
     */
    record Choice(ClassName name, String doc, Map<String, String> constants) {}

    /**
     * Some types in the place of one, told apart by a member that names them.
     *
     * @param name the sealed interface
     * @param discriminator the member, which stands last in the JSON
     * @param types the records by what the member says, in the order of the schema
     * @param doc what it is
     */
    record Zone(ClassName name, String discriminator, Map<String, ClassName> types, String doc) {
        ClassName other() {
            return name.nestedClass("Other");
        }
    }
}
