package dev.strapiwebhooks.codegen;

import static dev.strapiwebhooks.codegen.Libraries.nullable;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.strapiwebhooks.types.Relation;
import dev.strapiwebhooks.types.Relations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the attributes of one type into the components of its record. */
final class MemberPlanner {
    private final TypeSchema schema;
    private final ClassName record;
    private final TypeNames names;
    private final AttributeTypes types;
    private final OwnTypes own;
    private final Map<String, String> owners = new HashMap<>();
    private final List<Member> members = new ArrayList<>();

    MemberPlanner(TypeSchema schema, Map<String, ClassName> records, TypeNames names, AttributeTypes types) {
        this.schema = schema;
        this.record = records.getOrDefault(schema.uid(), Libraries.JSON_NODE);
        this.names = names;
        this.types = types;
        this.own = new OwnTypes(record, records, names);
    }

    TypePlan plan(int strapiVersion) {
        system("id", nullable(ClassName.get(Long.class)), "the row's number");
        if (!schema.isComponent() && strapiVersion >= 5) {
            system("documentId", nullable(ClassName.get(String.class)), "the document's stable id");
        }
        schema.attributes().forEach(this::attribute);
        if (!schema.isComponent()) {
            ofEveryEntry(strapiVersion);
        }
        return new TypePlan(schema, record, members, own.enums(), own.zones());
    }

    private void ofEveryEntry(int strapiVersion) {
        TypeName instant = nullable(ClassName.get(Instant.class));
        system("createdAt", instant, "when the row was made");
        system("updatedAt", instant, "when the row was changed");
        if (strapiVersion >= 5 || schema.draftAndPublish()) {
            system("publishedAt", instant, "when the row was published; null for a draft");
        }
        if (schema.localized()) {
            system("locale", nullable(ClassName.get(String.class)), "the locale");
            TypeName others = ParameterizedTypeName.get(ClassName.get(Relations.class), record);
            system("localizations", others, "the entry in other locales");
        }
        if (schema.creatorFields()) {
            TypeName admin = ParameterizedTypeName.get(ClassName.get(Relation.class), types.target(TypeSchema.ADMIN));
            system("createdBy", admin, "who made it");
            system("updatedBy", admin, "who changed it last");
        }
    }

    /** What Strapi adds by itself; an attribute of the same name takes its place. */
    private void system(String name, TypeName type, String doc) {
        if (!schema.has(name)) {
            TypeNames.take(
                    owners, name, name + ", which every entry has,", "component " + name, schema.uid() + "." + name);
            members.add(new Member(name, name, type, List.of(), doc));
        }
    }

    private void attribute(AttributeSchema attribute) {
        String name = names.chosen(attribute.key(), JavaNames.member(attribute.name()));
        String owner = "attribute " + attribute.name() + " of " + schema.uid();
        TypeNames.take(owners, name, owner, "component " + name + " of " + record.simpleName(), attribute.key());
        List<AnnotationSpec> annotations = new ArrayList<>();
        if (!name.equals(attribute.name())) {
            annotations.add(Annotations.property(attribute.name()));
        }
        boolean isMapped = types.isMapped(attribute);
        TypeName type = types.of(attribute, isMapped ? null : own.make(attribute, name));
        if (!isMapped) {
            annotations.addAll(own.annotations(attribute));
        }
        members.add(new Member(name, attribute.name(), type, annotations, Docs.of(attribute)));
    }
}
