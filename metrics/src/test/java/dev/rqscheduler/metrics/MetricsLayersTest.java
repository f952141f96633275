/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this room knows of the house. */
@AnalyzeClasses(packages = "dev.rqscheduler.metrics", importOptions = ImportOption.DoNotIncludeTests.class)
class MetricsLayersTest {

    @ArchTest
    static final ArchRule KNOWS_THE_PROCESS_AND_WHAT_IS_BELOW_IT = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.rqscheduler.metrics",
                    "dev.rqscheduler.api",
                    "dev.rqscheduler.internal.connection",
                    "dev.rqscheduler.internal.store",
                    "dev.rqscheduler.internal.time",
                    "dev.rqscheduler.internal.tzdata",
                    "io.micrometer.core.instrument",
                    "org.slf4j",
                    "org.jspecify.annotations",
                    "java..");

    @ArchTest
    static final ArchRule CLOCKS_ARE_HANDED_IN = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");
}
