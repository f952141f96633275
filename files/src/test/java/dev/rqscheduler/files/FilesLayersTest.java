/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module uses of the others, and what it offers. */
@AnalyzeClasses(packages = "dev.rqscheduler.files", importOptions = ImportOption.DoNotIncludeTests.class)
class FilesLayersTest {

    @ArchTest
    static final ArchRule ONLY_THE_CLIENT_AND_THE_FORM_OF_SCHEDULES_ARE_USED = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rqscheduler",
                    "dev.rqscheduler.api",
                    "dev.rqscheduler.files",
                    "dev.rqscheduler.internal.connection",
                    "dev.rqscheduler.internal.schedule",
                    "dev.rqscheduler.internal.text",
                    "dev.rqscheduler.internal.wire.json",
                    "org.snakeyaml.engine..",
                    "org.slf4j",
                    "org.jspecify.annotations",
                    "java..");

    @ArchTest
    static final ArchRule NO_YAML_IN_PUBLIC_TYPES = classes()
            .that()
            .haveModifier(JavaModifier.PUBLIC)
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.snakeyaml..");
}
