/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** What users see of the doors and the values: nothing that is internal, and nothing of the Redis client. */
@AnalyzeClasses(packages = "dev.rqscheduler", importOptions = OwnClasses.class)
class PublicApiTest {

    private static final Set<String> EXPORTED = Set.of("dev.rqscheduler", "dev.rqscheduler.api");

    @ArchTest
    static final ArchRule EXPORTED_SIGNATURES_MENTION_NOTHING_INTERNAL = classes()
            .that()
            .resideInAnyPackage(EXPORTED.toArray(String[]::new))
            .and()
            .arePublic()
            .should(new ArchCondition<>("mention only exported types in public signatures") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    mentioned(type)
                            .filter(PublicApiTest::isHidden)
                            .distinct()
                            .forEach(hidden -> events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " mentions " + hidden.getName())));
                }
            });

    private static Stream<JavaClass> mentioned(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields = type.getFields().stream()
                .filter(field -> isVisible(field.getModifiers()))
                .map(JavaField::getType);
        Stream<JavaType> codeUnits = type.getCodeUnits().stream()
                .filter(unit -> isVisible(unit.getModifiers()))
                .flatMap(PublicApiTest::types);
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

    private static boolean isHidden(JavaClass type) {
        String name = type.getPackageName();
        boolean exported = EXPORTED.contains(name) && type.getModifiers().contains(JavaModifier.PUBLIC);
        return name.startsWith("redis.clients") || (name.startsWith("dev.rqscheduler") && !exported);
    }
}
