/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The public and protected signatures of what users see mention nothing internal, and nothing of the Redis client. */
public final class ExportedSignatures {

    /** Exported by every module. */
    private static final Set<String> EVERYWHERE = Set.of("dev.rqscheduler", "dev.rqscheduler.api");

    private ExportedSignatures() {}

    /**
     * @param packages the packages that a module exports; subpackages are not included
     */
    public static ArchRule mentionOnlyExportedTypes(String... packages) {
        Set<String> exported = new HashSet<>(EVERYWHERE);
        exported.addAll(Arrays.asList(packages));
        return classes()
                .that()
                .resideInAnyPackage(packages)
                .and()
                .arePublic()
                .should(new ArchCondition<>("mention only exported types in public signatures") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        mentioned(type)
                                .filter(mentioned -> isHidden(mentioned, exported))
                                .distinct()
                                .forEach(hidden -> events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " mentions " + hidden.getName())));
                    }
                });
    }

    private static Stream<JavaClass> mentioned(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields = type.getFields().stream()
                .filter(field -> isVisible(field.getModifiers()))
                .map(JavaField::getType);
        Stream<JavaType> codeUnits = type.getCodeUnits().stream()
                .filter(unit -> isVisible(unit.getModifiers()))
                .flatMap(ExportedSignatures::types);
        return Stream.of(supertypes, fields, codeUnits)
                .flatMap(types -> types)
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Collection::stream)
                .map(JavaClass::getBaseComponentType);
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        Stream<JavaType> thrown = unit.getThrowsClause().getTypes().stream().map(JavaType.class::cast);
        return Stream.of(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()), thrown)
                .flatMap(types -> types);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isHidden(JavaClass type, Set<String> exported) {
        String name = type.getPackageName();
        boolean visible = exported.contains(name) && type.getModifiers().contains(JavaModifier.PUBLIC);
        return name.startsWith("redis.clients") || (name.startsWith("dev.rqscheduler") && !visible);
    }
}
